area(width, height) = width*height

area(3)

area(1, 2, 3)

sin(1, 2)

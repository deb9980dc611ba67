x = 3 x

sin x

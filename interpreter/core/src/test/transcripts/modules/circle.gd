# Read once, however often it is imported.
import "inner/helper.gd"
print("circle.gd is read")
area(r) = square(r)*π

|x|
x := 3
[1 2 3]
d/dx x^2
if x = 2 then 3 else 4

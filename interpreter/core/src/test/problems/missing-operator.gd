3 x
sin x
(x + 1)2

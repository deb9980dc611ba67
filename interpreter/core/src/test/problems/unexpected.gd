x = 3 x
sin x
5! = 120

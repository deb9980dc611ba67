print("at w = {w")

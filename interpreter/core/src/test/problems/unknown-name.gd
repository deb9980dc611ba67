best = descnd(1)

sqrt(velocty)

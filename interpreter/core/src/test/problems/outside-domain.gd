log(-1.0)

log(0)

asin(2.0)

log(-1.0)
log(0)

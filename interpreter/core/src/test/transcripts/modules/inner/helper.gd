square(x) = x^2
mean(x) = "helper's own mean of {x}"

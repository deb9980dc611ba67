f(x) =

sen(1)

quantile([1, 2, 3], 1/2)

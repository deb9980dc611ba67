## Starts the random numbers anew. The same seed gives the same numbers on every device, and those of PyTorch's CPU
## generator; until a seed is set it is 0.
##     > seed(1); rand(2)
##     [0.0610533, 0.224555]
##     > seed(1); rand(2)
##     [0.0610533, 0.224555]
external seed(n)

## Decimals between 0 and 1, all equally likely: a number, or an array of these dimensions.
##     > seed(1); rand()
##     0.0610533
##     > shape(rand(2, 3))
##     [2, 3]
external rand(n...)

## Decimals of the normal distribution with mean 0 and variance 1: a number, or an array of these dimensions.
##     > seed(1); randn(3)
##     [0.661352, 0.266924, 0.0616773]
external randn(n...)

## Whole numbers from a to b, both included and all equally likely: a number, or an array of these dimensions.
##     > seed(1); randint(1, 6, 5)
##     [2, 6, 1, 3, 2]
external randint(a, b, n...)

## The numbers from 1 to n in any order.
##     > seed(1); permutation(5)
##     [1, 5, 3, 4, 2]
external permutation(n)

## The elements of a vector, the rows of a matrix or of a table, in any order.
##     > seed(1); shuffle([10, 20, 30])
##     [20, 30, 10]
shuffle(v) = take(v, permutation(length(v)))

# Numbers with names of their own: import constants. They are exact; N(golden, 30) gives 30 digits. π, e, i and ∞ are there without it.

## The golden ratio: its square is one more than itself.
##     > import constants
##     > golden
##     1/2 + √5/2 ≈ 1.61803
##     > expand(golden^2 - golden)
##     1
golden = (1 + √5)/2

## The Euler–Mascheroni constant: the limit of 1 + 1/2 + … + 1/n - log(n).
##     > import constants
##     > N(euler_gamma, 30)
##     0.577215664901532860606512090082
euler_gamma = -digamma(1)

## Catalan's constant: the sum 1 - 1/9 + 1/25 - 1/49 + …
##     > import constants
##     > N(catalan, 20)
##     0.91596559417721901505
catalan = (trigamma(1/4) - π^2)/8

## One degree in radians; 30° is 30degree.
##     > import constants
##     > sin(30degree)
##     1/2
degree = π/180

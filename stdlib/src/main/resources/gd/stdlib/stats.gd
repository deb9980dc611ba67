# Statistics: import stats. The mean, var, std, sort, unique and cumsum are there without it.

## The middle of the sorted elements; of an even number, the mean of the two in the middle.
##     > import stats
##     > median([3, 1, 10])
##     3
##     > median([1, 2, 3, 10])
##     5/2
median(v) = quantile(v, 1/2)

## The value below which a part p of the elements lies, interpolated between neighbours (type 7, as R and NumPy do).
##     > import stats
##     > quantile([1, 2, 3, 4, 5], 1/4)
##     2
quantile(v, p) = {
  assert(0 <= p <= 1, "quantile(v, p) needs p between 0 and 1")
  s = sort(v)
  h = (length(v) - 1)*p + 1
  k = floor(h)
  if k == length(v) then s[k] else s[k] + (h - k)*(s[k + 1] - s[k])
}

## The distance between the quartiles.
##     > import stats
##     > iqr([1, 2, 3, 4, 5])
##     2
iqr(v) = quantile(v, 3/4) - quantile(v, 1/4)

## The element that occurs most often; of several, the smallest.
##     > import stats
##     > mode([1, 3, 3, 2])
##     3
mode(v) = {
  u = unique(v)
  u[argmax([count(v == x) for x in u])]
}

## The covariance of two vectors, divided by n - 1.
##     > import stats
##     > cov([1, 2, 3], [2, 4, 7])
##     5/2
cov(u, v) = (u - mean(u))·(v - mean(v))/(length(u) - 1)

## The covariances of all pairs of columns of a matrix, divided by n - 1.
##     > import stats
##     > covariances([1, 2; 2, 4; 3, 7])
##     [1, 5/2; 5/2, 19/3]
covariances(X) = {
  C = X - mean(X, axis=1)
  C.T*C/(length(X) - 1)
}

## The correlation of two vectors, between -1 and 1.
##     > import stats
##     > corr([1, 2, 3], [2, 4, 6])
##     1
corr(u, v) = cov(u, v)/(std(u)*std(v))

## The elements in units of standard deviations from their mean.
##     > import stats
##     > zscore([1, 3, 5])
##     [-1, 0, 1]
zscore(v) = (v - mean(v))/std(v)

## How many elements of v lie in each interval between neighbouring edges; the last one holds its end.
##     > import stats
##     > histogram([1, 2, 2, 3, 4], [1, 2, 3, 4])
##     [1, 2, 2]
histogram(v, edges) = {
  n = length(edges) - 1
  [if k < n then count((v >= edges[k]).*(v < edges[k + 1])) else count((v >= edges[n]).*(v <= edges[n + 1])) for k in 1..n]
}

## The density of the normal distribution.
##     > import stats
##     > normal_pdf(0.0)
##     0.398942
normal_pdf(x, m=0, s=1) = exp(-((x - m)./s).^2/2)./(s*√(2π))

## The part of the normal distribution that lies below x, right to the last digit where that is small.
##     > import stats
##     > normal_cdf(1.96)
##     0.975002
##     > normal_cdf(-10.0)
##     7.61985e-24
normal_cdf(x, m=0, s=1) = erfc((m - x)./(s*√2))/2

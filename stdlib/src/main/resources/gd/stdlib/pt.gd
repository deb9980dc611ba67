# Portuguese names: import pt. A name here means what the other means, marks and all: sen' is sin'.

## Seno, cosseno, tangente e cotangente.
##     > import pt
##     > sen(π/6) + cotg(π/4)
##     3/2
##     > sen'(0)
##     1
sen = sin
tg = tan
cotg = cot
secante = sec
cossec = csc

## As funções inversas.
##     > import pt
##     > arctg(1.0)
##     0.785398
arcsen = asin
arccos = acos
arctg = atan
senh = sinh
tgh = tanh

## Raízes, logaritmos, módulo.
##     > import pt
##     > raiz(16) + modulo(-3) + ln(e)
##     8
raiz(x) = √x
raizcubica = cbrt
modulo = abs
sinal = sign
piso = floor
teto = ceil
arredonda = round
sigmoide = sigmoid

## Cálculo.
##     > import pt
##     > derivada(x^2, x)
##     2x
##     > f(x, y) = x^2*y; gradiente(f)(1, 2)
##     [4, 1]
##     > integral(2x, x, 0, 3)
##     9
##     > limite(sen(x)/x, x, 0)
##     1
derivada = diff
gradiente = grad
jacobiana = jacobian
hessiana = hessian
integral = integrate
limite = limit
serie = series
resolve = solve
simplifica = simplify
expande = expand
fatora = factor
descida = descend

## Somas, médias, matrizes.
##     > import pt
##     > media([1, 2, 3]) + determinante([1, 2; 3, 4])
##     0
soma = sum
produto = product
media = mean
maximo = max
minimo = min
determinante = det
inversa = inv
transposta = transpose
autovalores = eigenvalues
autovetores = eigenvectors
posto = rank
norma = norm
traco = trace

## Tabelas e texto.
##     > import pt
##     > mostra("w =", 3)
##     w = 3
le = read
grava = write
tabela = table
mostra = print
semente = seed

# Curves through measurements, beside certified answers
#
# Six of the problems by which the National Institute of Standards and Technology judges programs for nonlinear least
# squares (StRD, "Statistical Reference Datasets"): data, formula and two starts are printed there, with the parameters
# and their standard deviations to eleven digits. `right(r, …)` is the number of right digits of the worst parameter, and
# of the worst standard error.

digits_of(v, c) = min(-log10(abs(v - c)./abs(c) + 1e-11))
right(v, errors, certified, deviations) = [floor(digits_of(v, certified)), floor(digits_of(errors, deviations))]

# Misra1a: the volume of an adsorbed gas by its pressure.

y = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4, 75.47, 81.78]
x = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0]
S(b1, b2) = sum((y - b1*(1 - exp(-b2*x))).^2)
r = descend(S, 500.0, 0.0001, optimizer=levenberg, steps=500)
right([r.b1, r.b2], [r.errors.b1, r.errors.b2],
      [238.94212918, 0.00055015643181],
      [2.7070075241, 7.2668688436e-06])
r = descend(S, 250.0, 0.0005, optimizer=levenberg, steps=500)
right([r.b1, r.b2], [r.errors.b1, r.errors.b2],
      [238.94212918, 0.00055015643181],
      [2.7070075241, 7.2668688436e-06])

# DanWood: the radiated energy of a carbon filament lamp by its temperature.

y = [2.138, 3.421, 3.597, 4.34, 4.882, 5.66]
x = [1.309, 1.471, 1.49, 1.565, 1.611, 1.68]
S(b1, b2) = sum((y - b1*x.^b2).^2)
r = descend(S, 1.0, 5.0, optimizer=levenberg, steps=500)
right([r.b1, r.b2], [r.errors.b1, r.errors.b2],
      [0.76886226176, 3.8604055871],
      [0.01828197386, 0.051726610913])
r = descend(S, 0.7, 4.0, optimizer=levenberg, steps=500)
right([r.b1, r.b2], [r.errors.b1, r.errors.b2],
      [0.76886226176, 3.8604055871],
      [0.01828197386, 0.051726610913])

# Rat43: the dry weight of onion bulbs by their time of growing.

y = [16.08, 33.83, 65.8, 97.2, 191.55, 326.2, 386.87, 520.53, 590.03, 651.92, 724.93, 699.56, 689.96, 637.56,
     717.41]
x = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0]
S(b1, b2, b3, b4) = sum((y - b1./(1 + exp(b2 - b3*x)).^(1/b4)).^2)
r = descend(S, 100.0, 10.0, 1.0, 1.0, optimizer=levenberg, steps=500)
right([r.b1, r.b2, r.b3, r.b4], [r.errors.b1, r.errors.b2, r.errors.b3, r.errors.b4],
      [699.6415127, 5.2771253025, 0.75962938329, 1.2792483859],
      [16.302297817, 2.0828735829, 0.19566123451, 0.68761936385])
r = descend(S, 700.0, 5.0, 0.75, 1.3, optimizer=levenberg, steps=500)
right([r.b1, r.b2, r.b3, r.b4], [r.errors.b1, r.errors.b2, r.errors.b3, r.errors.b4],
      [699.6415127, 5.2771253025, 0.75962938329, 1.2792483859],
      [16.302297817, 2.0828735829, 0.19566123451, 0.68761936385])

# MGH10: the resistance of a thermistor by its temperature, from the second start. (From the first, 60 times as far
# away, the method does not come home.)

y = [34780.0, 28610.0, 23650.0, 19630.0, 16370.0, 13720.0, 11540.0, 9744.0, 8261.0, 7030.0, 6005.0, 5147.0, 4427.0,
     3820.0, 3307.0, 2872.0]
x = [50.0, 55.0, 60.0, 65.0, 70.0, 75.0, 80.0, 85.0, 90.0, 95.0, 100.0, 105.0, 110.0, 115.0, 120.0, 125.0]
S(b1, b2, b3) = sum((y - b1*exp(b2./(x + b3))).^2)
r = descend(S, 0.02, 4000.0, 250.0, optimizer=levenberg, steps=500)
right([r.b1, r.b2, r.b3], [r.errors.b1, r.errors.b2, r.errors.b3],
      [0.005609636471, 6181.3463463, 345.22363462],
      [0.00015687892471, 23.309021107, 0.78486103508])

# Eckerle4: the transmittance of circular interference filters by the wavelength.

y = [0.0001575, 0.0001699, 0.000235, 0.0003102, 0.0004917, 0.000871, 0.0017418, 0.00464, 0.0065895, 0.0097302,
     0.0149002, 0.023731, 0.0401683, 0.0712559, 0.1264458, 0.2073413, 0.2902366, 0.3445623, 0.3698049, 0.3668534,
     0.3106727, 0.2078154, 0.1164354, 0.0616764, 0.03372, 0.0194023, 0.0117831, 0.0074357, 0.0022732, 0.00088,
     0.0004579, 0.0002345, 0.0001586, 0.0001143, 7.1e-5]
x = [400.0, 405.0, 410.0, 415.0, 420.0, 425.0, 430.0, 435.0, 436.5, 438.0, 439.5, 441.0, 442.5, 444.0, 445.5, 447.0,
     448.5, 450.0, 451.5, 453.0, 454.5, 456.0, 457.5, 459.0, 460.5, 462.0, 463.5, 465.0, 470.0, 475.0, 480.0, 485.0,
     490.0, 495.0, 500.0]
S(b1, b2, b3) = sum((y - b1/b2*exp(-0.5*((x - b3)/b2).^2)).^2)
r = descend(S, 1.0, 10.0, 500.0, optimizer=levenberg, steps=500)
right([r.b1, r.b2, r.b3], [r.errors.b1, r.errors.b2, r.errors.b3],
      [1.5543827178, 4.0888321754, 451.54121844],
      [0.015408051163, 0.046803020753, 0.046800518816])
r = descend(S, 1.5, 5.0, 450.0, optimizer=levenberg, steps=500)
right([r.b1, r.b2, r.b3], [r.errors.b1, r.errors.b2, r.errors.b3],
      [1.5543827178, 4.0888321754, 451.54121844],
      [0.015408051163, 0.046803020753, 0.046800518816])

# Thurber: the mobility of electrons by the logarithm of their density.

y = [80.574, 84.248, 87.264, 87.195, 89.076, 89.608, 89.868, 90.101, 92.405, 95.854, 100.696, 101.06, 401.672,
     390.724, 567.534, 635.316, 733.054, 759.087, 894.206, 990.785, 1090.109, 1080.914, 1122.643, 1178.351, 1260.531,
     1273.514, 1288.339, 1327.543, 1353.863, 1414.509, 1425.208, 1421.384, 1442.962, 1464.35, 1468.705, 1447.894,
     1457.628]
x = [-3.067, -2.981, -2.921, -2.912, -2.84, -2.797, -2.702, -2.699, -2.633, -2.481, -2.363, -2.322, -1.501, -1.46,
     -1.274, -1.212, -1.1, -1.046, -0.915, -0.714, -0.566, -0.545, -0.4, -0.309, -0.109, -0.103, 0.01, 0.119, 0.377,
     0.79, 0.963, 1.006, 1.115, 1.572, 1.841, 2.047, 2.2]
S(b1, b2, b3, b4, b5, b6, b7) = sum((y - (b1 + b2*x + b3*x.^2 + b4*x.^3)./(1 + b5*x + b6*x.^2 + b7*x.^3)).^2)
r = descend(S, 1000.0, 1000.0, 400.0, 40.0, 0.7, 0.3, 0.03, optimizer=levenberg, steps=500)
right([r.b1, r.b2, r.b3, r.b4, r.b5, r.b6, r.b7], [r.errors.b1, r.errors.b2, r.errors.b3, r.errors.b4, r.errors.b5, r.errors.b6, r.errors.b7],
      [1288.13968, 1491.0792535, 583.23836877, 75.416644291, 0.96629502864, 0.39797285797, 0.049727297349],
      [4.6647963344, 39.571156086, 28.698696102, 5.567537027, 0.031333340687, 0.014984928198, 0.0065842344623])
r = descend(S, 1300.0, 1500.0, 500.0, 75.0, 1.0, 0.4, 0.05, optimizer=levenberg, steps=500)
right([r.b1, r.b2, r.b3, r.b4, r.b5, r.b6, r.b7], [r.errors.b1, r.errors.b2, r.errors.b3, r.errors.b4, r.errors.b5, r.errors.b6, r.errors.b7],
      [1288.13968, 1491.0792535, 583.23836877, 75.416644291, 0.96629502864, 0.39797285797, 0.049727297349],
      [4.6647963344, 39.571156086, 28.698696102, 5.567537027, 0.031333340687, 0.014984928198, 0.0065842344623])

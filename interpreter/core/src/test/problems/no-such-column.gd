data = read("house.csv")
y = data.Price

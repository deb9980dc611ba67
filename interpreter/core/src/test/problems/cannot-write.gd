t = table(x=[1, 2])
write("no/such/folder/out.csv", t)

print("the loss is {L})

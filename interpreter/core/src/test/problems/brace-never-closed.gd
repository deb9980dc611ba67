"the slope is {f'(2)"

SELECT :nope, :'nope', :"nope", :{?nope};

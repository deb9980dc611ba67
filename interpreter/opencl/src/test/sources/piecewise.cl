#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF
typedef double R;
typedef double2 R2;
typedef double4 R4;
typedef double8 R8;
typedef long8 M8;

__attribute__((noinline)) static R8 gd_tanh_8(const R8 x) {
  return tanh(x);
}

static void s0(const int g, __global const R *b0, __global R *b1) {
  const int i = g * 8;
  if (i + 8 <= 100) {
    const R8 x0 = vload8(0, b0 + i);
    const M8 t1 = x0 > (R8)(0.0);
    const R8 t2 = gd_tanh_8(x0);
    const R8 t3 = t1 ? x0 : t2;
    vstore8(t3, 0, b1 + i);
  }
  else {
    for (int r = i; r < 100; r++) {
      const R x0 = b0[r];
      const int t1 = x0 > 0.0;
      const R t2 = tanh(x0);
      const R t3 = t1 ? x0 : t2;
      b1[r] = t3;
    }
  }
}

__kernel void k0(__global const R *restrict b0, __global R *restrict b1) {
  const int g = get_global_id(0);
  if (g < 13) {
    s0(g, b0, b1);
  }
}

#pragma OPENCL FP_CONTRACT OFF
typedef float R;
typedef float2 R2;
typedef float4 R4;
typedef float8 R8;
typedef float16 R16;
typedef int8 M8;
typedef int16 M16;

static void s0(const int g, __global const R *b0, __global const R *b1, __global R *b2) {
  const int i1 = g % 3;
  const int i0 = g / 3;
  const R x0 = b0[i0 * 3 + i1];
  const R x1 = b1[i1];
  const R t1 = x0 - x1;
  const R t2 = 2.0f * t1;
  b2[g] = t2;
}

__kernel void k0(__global const R *restrict b0, __global const R *restrict b1, __global R *restrict b2) {
  const int g = get_global_id(0);
  if (g < 6) {
    s0(g, b0, b1, b2);
  }
}

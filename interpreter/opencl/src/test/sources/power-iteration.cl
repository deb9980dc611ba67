#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF
typedef double R;
typedef double2 R2;
typedef double4 R4;
typedef double8 R8;
typedef long8 M8;

static void s0(const int g, __global const R *b0, __global const R *b1, __global R *b2) {
  const int tile = g % 1;
  const int u0 = tile / 1 * 4;
  const int v0 = tile % 1 * 8;
  const int u1 = min(u0 + 4, 3);
  const int v1 = min(v0 + 8, 1);
  for (int u = u0; u < u1; u++) {
    for (int v = v0; v < v1; v++) {
      R acc = (R)0;
      R part = (R)0;
      for (int k = 0; k < 3; k++) {
        const R p = b0[0 + u * (3) + k * (1)] * b1[0 + v * (1) + k * (1)];
        part = part + p;
      }
      acc = acc + part;
      part = (R)0;
      const int i = u;
      const int j = v;
      b2[i * 1 + j] = acc;
    }
  }
}

__kernel void k0(__global const R *restrict b0, __global const R *restrict b1, __global R *restrict b2) {
  const int g = get_global_id(0);
  if (g < 1) {
    s0(g, b0, b1, b2);
  }
}

static void s1(const int g, __global const R *b2, __global R *b3) {
  const int f0 = 0;
  R acc = (R)-INFINITY;
  int r = 0;
  for (; r < 3; r++) {
    const R x0 = b2[f0 + r];
    const R t0 = fabs(x0);
    acc = acc <= t0 || isnan(t0) ? t0 : acc;
  }
  b3[g] = acc;
}

__kernel void k1(__global const R *restrict b2, __global R *restrict b3) {
  const int g = get_global_id(0);
  if (g < 1) {
    s1(g, b2, b3);
  }
}

static void next(const int g, __global R *b1, __global R *b2, __global R *b3, __global R *record, const int step) {
  if (g < 1) {
    record[step * 1 + 0 + g] = b3[g];
  }
  const R c0 = b2[min(g, 2)];
  if (g < 3) {
    b1[g] = c0;
  }
}

__kernel void loop(__global R *b0, __global R *b1, __global R *b2, __global R *b3, __global R *record, const int steps) {
  for (int step = 0; step < steps; step++) {
    for (int g = 0; g < 1; g++) {
      s0(g, b0, b1, b2);
    }
    for (int g = 0; g < 1; g++) {
      s1(g, b2, b3);
    }
    for (int g = 0; g < 3; g++) {
      next(g, b1, b2, b3, record, step);
    }
  }
}

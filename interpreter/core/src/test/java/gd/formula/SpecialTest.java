package gd.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Decimals of special functions against values computed with 25 digits by mpmath 1.3. */
class SpecialTest {
  private static void check(DoubleUnaryOperator function, double... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      double expected = pairs[i + 1];
      double actual = function.applyAsDouble(pairs[i]);
      assertEquals(expected, actual, 2e-14 * Math.abs(expected), "at " + pairs[i]);
    }
  }

  @Test
  void gamma() {
    check(
        Special::gamma,
        0.001,
        999.42377248459545,
        0.5,
        1.772453850905516,
        1.5,
        0.88622692545275801,
        3.7,
        4.170651783796604,
        19.9,
        9.0406140079547519e+16,
        20.5,
        5.406242982335075e+17,
        33.3,
        7.4875775965226323e+35,
        100.1,
        1.478454494651475e+156,
        170.5,
        5.5620924145599996e+305,
        -0.5,
        -3.5449077018110321,
        -2.5,
        -0.94530872048294188,
        -10.3,
        -5.2623632395356096e-7,
        -25.5,
        3.9912170434405096e-26);
  }

  @Test
  void logGamma() {
    check(
        Special::lgamma,
        0.001,
        6.9071788853838537,
        0.5,
        0.57236494292470009,
        3.7,
        1.4280723266653881,
        33.3,
        82.603723581654943,
        1000.5,
        5908.6741758486775,
        100000000.0,
        1742068066.1038347,
        -0.5,
        1.2655121234846454,
        -2.5,
        -0.056243716497674051,
        -10.3,
        -14.457515440024208);
  }

  @Test
  void digamma() {
    check(
        Special::digamma,
        1e-05,
        -100000.57719921567,
        0.3,
        -3.5025242222001331,
        0.5,
        -1.9635100260214235,
        1.0,
        -0.57721566490153286,
        2.5,
        0.70315664064524319,
        10.25,
        2.277704790686724,
        1000000.0,
        13.815510057964191,
        -0.7,
        -2.0739527936287038,
        -3.3,
        3.6203534605921258);
  }

  @Test
  void trigamma() {
    check(
        Special::trigamma,
        1e-05,
        10000000001.644908,
        0.3,
        12.245364546107731,
        0.5,
        4.9348022005446793,
        1.0,
        1.6449340668482264,
        2.5,
        0.49035775610023486,
        10.25,
        0.10247452151799187,
        1000000.0,
        1.0000005000001667e-6,
        -0.7,
        14.28618087263834,
        -3.3,
        14.817739525515929);
  }

  @Test
  void secondOfTheFamily() {
    check(
        x -> Special.polygamma(2, x),
        0.001,
        -2000000002.3976322,
        0.3,
        -75.272536588726039,
        1.0,
        -2.4041138063191886,
        2.5,
        -0.2362040516417274,
        10.25,
        -0.010491898534015283,
        1000.0,
        -1.0010004999998333e-6);
  }

  @Test
  void seventhOfTheFamily() {
    check(
        x -> Special.polygamma(7, x),
        0.001,
        5.0399999999999992e+27,
        0.3,
        76818182.998493221,
        1.0,
        5060.5498752376395,
        2.5,
        3.5652363525231314,
        10.25,
        8.3907047688137756e-5,
        1000.0,
        7.2252335999496002e-19);
  }

  @Test
  void errorFunction() {
    check(
        Special::erf,
        1e-10,
        1.1283791670955126e-10,
        0.1,
        0.1124629160182849,
        0.5,
        0.52049987781304654,
        1.5,
        0.96610514647531073,
        2.3,
        0.99885682340264335,
        2.6,
        0.99976396558347065,
        5.5,
        0.99999999999999264,
        -0.7,
        -0.67780119383741844);
  }

  @Test
  void asinh() {
    check(
        Special::asinh,
        1e-20,
        9.9999999999999995e-21,
        0.1,
        0.099834078899207569,
        1.5,
        1.1947632172871093,
        1000000000.0,
        21.416413017506356,
        1e+200,
        461.21016577936908,
        -3.0,
        -1.8184464592320668);
  }

  @Test
  void acosh() {
    check(
        Special::acosh,
        1.0000001,
        4.4721359190373473e-4,
        1.5,
        0.96242365011920689,
        10.0,
        2.9932228461263809,
        1000000000.0,
        21.416413017506356,
        1e+200,
        461.21016577936908);
  }

  @Test
  void atanh() {
    check(
        Special::atanh,
        1e-20,
        9.9999999999999995e-21,
        0.1,
        0.10033534773107559,
        0.5,
        0.54930614433405485,
        0.999999,
        7.2543286192476694,
        -0.3,
        -0.3095196042031117);
  }

  @Test
  void complementOfTheErrorFunction() {
    double[][] pairs = {
      {0.1, 0.8875370839817151},
      {2.5, 4.0695201744495894e-4},
      {10, 2.0884875837625448e-45},
      {20, 5.3958656116079009e-176},
      {-1.5, 1.9661051464753107}
    };
    for (double[] pair : pairs) {
      assertEquals(pair[1], Special.erfc(pair[0]), 1e-13 * pair[1]);
    }
  }

  @Test
  void powersOfTwoHaveWholeLogarithms() {
    for (int k = -1022; k < 1024; k++) {
      assertEquals(k, Special.log2(Math.scalb(1.0, k)));
    }
    assertEquals(-1074, Special.log2(Double.MIN_VALUE), 1e-12);
    assertTrue(Double.isNaN(Special.log2(-1)));
  }

  @Test
  void polesHaveNoValue() {
    assertTrue(Double.isNaN(Special.gamma(0)));
    assertTrue(Double.isNaN(Special.lgamma(Double.NaN)));
    assertTrue(Double.isNaN(Special.gamma(-3)));
    assertTrue(Double.isNaN(Special.digamma(-2)));
    assertTrue(Double.isNaN(Special.polygamma(0.5, 1)));
  }
}

/** Convolution by Winograd's F(4x4, 5x5) and F(4x4, 3x3) tile transforms. */
package recipe4j.engine.winograd;

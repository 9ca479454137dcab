/**
 * The recipe in five programs, each read from top to bottom like a notebook. All take two optional
 * arguments: the number of epochs, and the dataset (auto, mnist or sample).
 */
package notebooks;

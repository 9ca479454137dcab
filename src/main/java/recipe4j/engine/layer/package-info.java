/** Forward and backward pass of each kind of layer, compiled to oneDNN's primitives. */
package recipe4j.engine.layer;

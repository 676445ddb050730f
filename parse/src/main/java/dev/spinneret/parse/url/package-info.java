/// URLs as the WHATWG URL standard defines them, and the canonical key of a page.
package dev.spinneret.parse.url;

/// Which URLs belong to a crawl: how far it goes from its seeds, and the include and exclude rules.
package dev.spinneret.engine.crawl.scope;

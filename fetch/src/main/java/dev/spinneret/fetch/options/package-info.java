/// What a fetcher does with every request: [FetchOptions][dev.spinneret.fetch.options.FetchOptions]
/// and the records that it consists of.
package dev.spinneret.fetch.options;

/// What a style sheet refers to: [CssReferences][dev.spinneret.parse.css.CssReferences].
package dev.spinneret.parse.css;

import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "../schema.graphql",
  documents: ["operations/*.graphql"],
  generates: {
    "./src/gql/": {
      preset: "client",
      // React's lint rules take every function named use… for a hook; this one is none.
      presetConfig: { fragmentMasking: { unmaskFunctionName: "getFragmentData" } },
      config: {
        // Documents as strings: nothing of a GraphQL library goes to the browser.
        documentMode: "string",
        enumsAsTypes: true,
        useTypeImports: true,
        // A new scalar must be given a type here before anything is generated.
        strictScalars: true,
        scalars: {
          DateTime: "string",
          Decimal: "string",
          Int64: "string",
          JSON: "unknown",
          PartialDate: "string",
        },
      },
    },
  },
};

export default config;

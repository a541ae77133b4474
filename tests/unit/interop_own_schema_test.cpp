// SPDX-License-Identifier: BSL-1.0
// Schemas of own described types.
#include <carnk/json/codec.hpp>
#include <carnk/json/schema.hpp>

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lab {

enum class Vessel { tube, plate };
BOOST_DESCRIBE_ENUM(Vessel, tube, plate)

struct Reading {
    static constexpr std::string_view kind = "reading";
    double value{};
    carnk::Optional<carnk::Percent> viability;
};
BOOST_DESCRIBE_STRUCT(Reading, (), (value, viability))

struct Failure {
    static constexpr std::string_view kind = "failure";
    std::string why;
};
BOOST_DESCRIBE_STRUCT(Failure, (), (why))

struct Assay {
    static constexpr std::string_view schema = "lab/assay/2";
    carnk::Slug id;
    std::optional<Vessel> vessel;
    std::vector<std::variant<Reading, Failure>> outcomes;
    std::vector<Assay> controls;
    std::uint8_t wells{};
    carnk::Extra extra;
};
BOOST_DESCRIBE_STRUCT(Assay, (), (id, vessel, outcomes, controls, wells))

std::string_view describe(std::string_view key) {
    return key == "lab::Assay.wells" ? "Wells that were used." : std::string_view();
}

}  // namespace lab

namespace {

TEST(SchemaOfOwnTypes, SaysWhatTheCodecTakes) {
    carnk::SchemaOptions options;
    options.describe = lab::describe;
    EXPECT_EQ(carnk::schema_of<lab::Assay>(options), R"json({
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:lab:assay:2",
  "title": "lab.Assay",
  "type": "object",
  "properties": {
    "schema": {
      "description": "Name and version of the document type.",
      "const": "lab/assay/2"
    },
    "id": {
      "$ref": "#/$defs/Slug"
    },
    "vessel": {
      "$ref": "#/$defs/lab.Vessel"
    },
    "outcomes": {
      "type": "array",
      "items": {
        "type": "object",
        "properties": {
          "kind": {
            "enum": [
              "reading",
              "failure"
            ]
          }
        },
        "required": ["kind"],
        "allOf": [
          {
            "if": {
              "type": "object",
              "properties": {
                "kind": {
                  "const": "reading"
                }
              },
              "required": ["kind"]
            },
            "then": {
              "$ref": "#/$defs/lab.Reading"
            }
          },
          {
            "if": {
              "type": "object",
              "properties": {
                "kind": {
                  "const": "failure"
                }
              },
              "required": ["kind"]
            },
            "then": {
              "$ref": "#/$defs/lab.Failure"
            }
          }
        ]
      }
    },
    "controls": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/lab.Assay"
      }
    },
    "wells": {
      "description": "Wells that were used.",
      "type": "integer",
      "minimum": 0,
      "maximum": 255
    }
  },
  "required": [
    "schema",
    "id",
    "outcomes",
    "controls",
    "wells"
  ],
  "examples": [
    {
      "schema": "lab/assay/2",
      "id": "car19-il15-ic9",
      "outcomes": [],
      "controls": [],
      "wells": 0
    }
  ],
  "$defs": {
    "Percent": {
      "description": "Percentage, where a source prints only a percentage.\n\nForm: a percentage from 0 to 100.",
      "type": "number",
      "minimum": 0,
      "maximum": 100,
      "$comment": "UCUM unit: %"
    },
    "Slug": {
      "description": "Own id of a catalogue record.\n\nForm: lower-case letters, digits and single - . _ between them, at most 64 characters.",
      "type": "string",
      "pattern": "^[a-z0-9]+([-._][a-z0-9]+)*$",
      "maxLength": 64,
      "examples": [
        "car19-il15-ic9"
      ]
    },
    "lab.Assay": {
      "type": "object",
      "properties": {
        "id": {
          "$ref": "#/$defs/Slug"
        },
        "vessel": {
          "$ref": "#/$defs/lab.Vessel"
        },
        "outcomes": {
          "type": "array",
          "items": {
            "type": "object",
            "properties": {
              "kind": {
                "enum": [
                  "reading",
                  "failure"
                ]
              }
            },
            "required": ["kind"],
            "allOf": [
              {
                "if": {
                  "type": "object",
                  "properties": {
                    "kind": {
                      "const": "reading"
                    }
                  },
                  "required": ["kind"]
                },
                "then": {
                  "$ref": "#/$defs/lab.Reading"
                }
              },
              {
                "if": {
                  "type": "object",
                  "properties": {
                    "kind": {
                      "const": "failure"
                    }
                  },
                  "required": ["kind"]
                },
                "then": {
                  "$ref": "#/$defs/lab.Failure"
                }
              }
            ]
          }
        },
        "controls": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/lab.Assay"
          }
        },
        "wells": {
          "description": "Wells that were used.",
          "type": "integer",
          "minimum": 0,
          "maximum": 255
        }
      },
      "required": [
        "id",
        "outcomes",
        "controls",
        "wells"
      ]
    },
    "lab.Failure": {
      "type": "object",
      "properties": {
        "kind": {
          "const": "failure"
        },
        "why": {
          "type": "string"
        }
      },
      "required": [
        "kind",
        "why"
      ],
      "additionalProperties": false
    },
    "lab.Reading": {
      "type": "object",
      "properties": {
        "kind": {
          "const": "reading"
        },
        "value": {
          "type": "number"
        },
        "viability": {
          "$ref": "#/$defs/Percent"
        }
      },
      "required": [
        "kind",
        "value"
      ],
      "additionalProperties": false
    },
    "lab.Vessel": {
      "type": "string",
      "enum": [
        "tube",
        "plate"
      ]
    }
  }
}
)json");
}

TEST(SchemaOfOwnTypes, TheExampleIsADocument) {
    EXPECT_TRUE(
        carnk::read<lab::Assay>(carnk::example_text(carnk::type_info<lab::Assay>()), {.policy = carnk::strict}));
}

TEST(SchemaOfOwnTypes, TypeScriptHasNamesWithoutDots) {
    const carnk::TypeInfo* const roots[] = {&carnk::type_info<lab::Assay>()};
    const std::string text = carnk::typescript_text(roots);
    EXPECT_THAT(text, ::testing::HasSubstr("export interface lab_Assay {\n"));
    EXPECT_THAT(text, ::testing::HasSubstr("  outcomes: Array<lab_Reading | lab_Failure>;\n"));
    EXPECT_THAT(text, ::testing::HasSubstr("  vessel?: lab_Vessel;\n"));
}

}  // namespace

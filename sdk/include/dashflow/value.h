/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DASHFLOW_VALUE_H
#define DASHFLOW_VALUE_H

#include <dashflow/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Kinds of value; the numbers are also those of the flat form. Receivers treat an unknown kind as
 * null. */
enum {
  DF_KIND_NULL = 0,
  DF_KIND_BOOL = 1,
  DF_KIND_INT = 2,    /* int64 */
  DF_KIND_UINT = 3,   /* uint64, only above INT64_MAX */
  DF_KIND_DOUBLE = 4, /* finite */
  DF_KIND_STRING = 5, /* UTF-8 */
  DF_KIND_BYTES = 6,
  DF_KIND_ARRAY = 7,
  DF_KIND_OBJECT = 8
};

#define DF_VALUE_COUNTED 1u /* flags: the payload belongs to the host and is reference-counted */

/* 16 bytes, passed by pointer. Immutable. A string or bytes is read directly: as.text, size bytes.
 * Arrays and objects are opaque and read through df_value_api. A plugin makes scalars and
 * *borrowed* text (flags 0, pointing at its own memory) by itself; the host copies borrowed text
 * before the receiving call returns. */
typedef struct df_value {
  uint8_t kind;
  uint8_t flags;
  uint16_t reserved; /* 0 */
  uint32_t size;     /* bytes of text, elements of an array, members of an object; 0 for scalars */
  union {
    int64_t i64; /* DF_KIND_INT; DF_KIND_BOOL: 0 or 1 */
    uint64_t u64;
    double f64;
    const char* text;
    const void* rep;
  } as;
} df_value;

typedef struct df_member {
  df_value key;
  df_value value;
} df_member;

typedef struct df_builder df_builder; /* opaque, owned(caller): ends with finish or abort */

/* Given by the host as DF_ID_VALUE. All functions are [any-thread]; one builder is [serial].
 * A `df_value* out` that comes from here is owned(caller) unless it says borrowed: give it to
 * release once, or to a function that says "takes". Scalars need no release (it does nothing for
 * them). */
typedef struct df_value_api {
  uint32_t size;
  uint32_t reserved;
  void (*retain)(const df_value* value) DF_NOEXCEPT;
  void (*release)(df_value* value) DF_NOEXCEPT; /* sets it to null */
  /* Looks: `out` is borrowed, as long as the container is. Absent key or index: DF_INVALID_INPUT,
   * out = null. */
  df_status (*get)(const df_value* object, df_text key, df_value* out) DF_NOEXCEPT;
  df_status (*at)(const df_value* array, uint64_t index, df_value* out) DF_NOEXCEPT;
  /* Copies up to `capacity` borrowed elements or members from position *cursor (start with 0) and
   * moves it; returns how many; 0 at the end. */
  uint64_t (*elements)(const df_value* array, uint64_t* cursor, df_value* out,
                       uint64_t capacity) DF_NOEXCEPT;
  uint64_t (*members)(const df_value* object, uint64_t* cursor, df_member* out,
                      uint64_t capacity) DF_NOEXCEPT;
  /* New values. Text must be UTF-8 for strings: else DF_INVALID_INPUT. */
  df_status (*string)(df_text text, df_value* out) DF_NOEXCEPT;
  df_status (*bytes)(df_text bytes, df_value* out) DF_NOEXCEPT;
  /* Builders. begin_* nest; `key` stands before each member's value; `put` copies the value
   * (retains counted ones); finish gives the one value built. After any failure the builder stays
   * failed and finish reports it. */
  df_builder* (*builder)(void)DF_NOEXCEPT;
  df_status (*begin_array)(df_builder* builder) DF_NOEXCEPT;
  df_status (*begin_object)(df_builder* builder) DF_NOEXCEPT;
  df_status (*key)(df_builder* builder, df_text key) DF_NOEXCEPT;
  df_status (*put)(df_builder* builder, const df_value* value) DF_NOEXCEPT;
  df_status (*end)(df_builder* builder) DF_NOEXCEPT;
  df_status (*finish)(df_builder* builder, df_value* out) DF_NOEXCEPT; /* frees the builder */
  void (*abort)(df_builder* builder) DF_NOEXCEPT;                      /* frees the builder */
  /* Persistent updates: new values that share the old parts. */
  df_status (*append)(const df_value* array, const df_value* element, df_value* out) DF_NOEXCEPT;
  df_status (*set)(const df_value* object, df_text key, const df_value* value,
                   df_value* out) DF_NOEXCEPT;
  /* Text forms. to_json and to_flat give a string / bytes value. On failure *out is a string that
   * says where and why. */
  df_status (*from_json)(df_text json, df_value* out) DF_NOEXCEPT;
  df_status (*to_json)(const df_value* value, df_value* out) DF_NOEXCEPT;
  df_status (*from_flat)(df_text flat, df_value* out) DF_NOEXCEPT;
  df_status (*to_flat)(const df_value* value, df_value* out) DF_NOEXCEPT;
  uint32_t (*equal)(const df_value* a, const df_value* b) DF_NOEXCEPT; /* 1 or 0 */
  uint64_t (*hash)(const df_value* value) DF_NOEXCEPT;
} df_value_api;

#ifdef __cplusplus
}
#endif
#endif

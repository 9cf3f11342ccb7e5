// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/result.h"

#include <simdjson.h>

#include <cstring>
#include <string_view>

namespace mesos {

struct Document;

namespace od = simdjson::ondemand;

/// A member's name as it stands in the document. Masters never escape names, so an escaped one is an unknown one.
class Key
{
public:
    explicit Key(const char *text)
        : m_text(text)
    {
    }

    template <size_t N>
    bool is(const char (&name)[N]) const
    {
        // May read past the name's end: the document is padded.
        return std::memcmp(m_text, name, N - 1) == 0 && m_text[N - 1] == '"';
    }
    /// A switch on it spares most comparisons.
    char first() const { return *m_text; }
    std::string_view view() const { return std::string_view(m_text, std::strcspn(m_text, "\"")); }

private:
    const char *m_text;
};

/// Where a list that is read part by part stands in its document; the names are literals.
struct ListPlace
{
    const char *owners = nullptr; ///< the list that `owner` counts in; null: the list is the document's own
    int64_t owner = -1;
    const char *name = nullptr;
};

/// Walks one JSON document forward only, as simdjson's On Demand wants it. The first failure sticks: from then on
/// everything reads as empty and the walk ends, so that callers ask once, at the end. A member that is null reads as
/// one that is not there. Used by one thread at a time.
/// Values are handed on by reference, never copied: a value has just been written part by part, and a copy reads
/// those parts with wide loads that must wait for the stores. Measured, that was half of the whole decoding.
class Reader
{
public:
    /// Walks the root object; `onField(Key, od::value)` for each member, then `atEnd()`, which may require() some.
    /// NotJson, WrongShape or TooLarge on failure.
    template <typename OnField, typename AtEnd = void (*)()>
    core::Result<void> read(
        const Document &document, OnField &&onField, AtEnd &&atEnd = [] {})
    {
        od::document root;
        if (!start(document, root))
            return core::failure(m_error);
        od::object object;
        if (const simdjson::error_code code = root.get_object().get(object))
            failDocument(code);
        else
            eachField(object, onField);
        atEnd();
        return finish(root);
    }

    /// The same for a document that is a list; `onElement(od::value &)` for each of its elements.
    template <typename OnElement>
    core::Result<void> readList(const Document &document, OnElement &&onElement)
    {
        od::document root;
        if (!start(document, root))
            return core::failure(m_error);
        od::array array;
        if (const simdjson::error_code code = root.get_array().get(array))
            failDocument(code, "a list");
        else
            eachElement(array, onElement);
        return finish(root);
    }

    /// The same for elements of a list that stands elsewhere: `first` is the index of the first one there. Returns how
    /// many bytes the list has; with `isOpen` it may end before the document does.
    template <typename OnElement>
    core::Result<size_t> readPart(const Document &document, const ListPlace &at, int64_t first, bool isOpen,
                                  OnElement &&onElement)
    {
        od::document root;
        if (!start(document, root))
            return core::failure(m_error);
        const Place owners(this, at.owners);
        const Place owner(this, nullptr, at.owner);
        const Place list(this, at.name);
        od::array array;
        if (const simdjson::error_code code = root.get_array().get(array))
            failDocument(code, "a list");
        else
            eachElement(array, onElement, first);
        const char *behind = nullptr;
        if (isOpen && !m_failed && !root.current_location().get(behind))
            return static_cast<size_t>(behind - m_data);
        return finish(root).map([this] { return m_size; });
    }

    template <typename OnField>
    void object(od::value &value, OnField &&onField)
    {
        od::object object;
        if (const simdjson::error_code code = value.get_object().get(object))
            failValue(value, code, "an object");
        else
            eachField(object, onField);
    }

    template <typename OnElement>
    void array(od::value &value, OnElement &&onElement)
    {
        od::array array;
        if (const simdjson::error_code code = value.get_array().get(array))
            failValue(value, code, "a list");
        else
            eachElement(array, onElement);
    }

    double number(od::value &value)
    {
        double result = 0;
        if (const simdjson::error_code code = value.get_double().get(result))
            failValue(value, code, "a number");
        return result;
    }
    int64_t integer(od::value &value)
    {
        int64_t result = 0;
        if (const simdjson::error_code code = value.get_int64().get(result))
            failValue(value, code, "an integer");
        return result;
    }
    bool boolean(od::value &value)
    {
        bool result = false;
        if (const simdjson::error_code code = value.get_bool().get(result))
            failValue(value, code, "true or false");
        return result;
    }
    /// A string as spelled, without its quotes, escapes left in: what is compared or interned needs no copy.
    std::string_view spelled(od::value &value)
    {
        const std::string_view token = value.raw_json_token();
        const size_t end = token.rfind('"');
        if (token.front() != '"' || end == 0 || end == std::string_view::npos) {
            failValue(value, simdjson::INCORRECT_TYPE, "a string");
            return {};
        }
        return token.substr(1, end - 1);
    }
    /// A string with its escapes resolved; valid until the next document.
    std::string_view text(od::value &value)
    {
        std::string_view result;
        if (const simdjson::error_code code = value.get_string().get(result))
            failValue(value, code, "a string");
        return result;
    }

    /// One field twice in an object: the server, or something between, is confused. `seen` collects bits of one object.
    void once(uint32_t &seen, uint32_t bit)
    {
        if (seen & bit)
            failShape("is there twice");
        seen |= bit;
    }
    void require(bool present, const char *name);
    void failShape(const char *what);
    bool failed() const { return m_failed; }

private:
    /// Where the walk is; a chain on the stack, spelled out only when something is wrong.
    struct Place
    {
        explicit Place(Reader *owner, const char *of = nullptr, int64_t at = -1)
            : reader(owner)
            , parent(owner->m_place)
            , key(of)
            , index(at)
        {
            reader->m_place = this;
        }
        ~Place() { reader->m_place = parent; }
        Place(const Place &) = delete;
        Place &operator=(const Place &) = delete;

        Reader *reader;
        Place *parent;
        const char *key; ///< null: an element's place, or none yet
        int64_t index; ///< -1: none yet
    };

    template <typename OnField>
    void eachField(od::object object, OnField &&onField)
    {
        Place place(this);
        for (simdjson::simdjson_result<od::field> item : object) {
            if (item.error())
                fail(item.error());
            if (m_failed)
                return;
            od::field &field = item.value_unsafe();
            place.key = field.key().raw();
            onField(Key(place.key), field.value());
            if (m_failed)
                return;
        }
    }

    template <typename OnElement>
    void eachElement(od::array array, OnElement &&onElement, int64_t first = 0)
    {
        Place place(this, nullptr, first - 1);
        for (simdjson::simdjson_result<od::value> item : array) {
            ++place.index;
            if (item.error())
                fail(item.error());
            if (m_failed)
                return;
            onElement(item.value_unsafe());
            if (m_failed)
                return;
        }
    }

    bool start(const Document &document, od::document &root);
    core::Result<void> finish(od::document &root);
    QString path() const;
    void fail(simdjson::error_code code);
    void failDocument(simdjson::error_code code, const char *expected = "an object");
    void failValue(od::value &value, simdjson::error_code code, const char *expected);
    void setError(core::Error::Kind kind, const QString &detail);

    od::parser m_parser;
    simdjson::padded_string m_copy; ///< of a document without padding
    const char *m_data = nullptr;
    size_t m_size = 0;
    Place *m_place = nullptr;
    core::Error m_error;
    bool m_failed = false;
};

} // namespace mesos

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace tables {

/// Finds one word in many UTF-8 texts, sixteen bytes at a time. Case is ignored for ASCII letters, or for all letters
/// if the word itself holds others. Any thread.
class TextMatch
{
public:
    enum class Case { Ignored, Exact };
    TextMatch(const QString &word, Case sensitivity);

    bool isIn(std::string_view text) const;
    bool isAll(std::string_view text) const; ///< the text is the word

private:
    bool isAt(const char *place) const;
    bool isInShort(std::string_view text) const;

    QString m_word;
    std::string m_bytes; ///< lower case, if case is ignored
    bool m_ignoresCase = false;
    bool m_isAscii = true;
};

} // namespace tables

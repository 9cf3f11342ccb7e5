// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace jobs {

/// A blank of a template that is filled in before the job exists: `{{NAME}}` in its texts, one field of the form.
struct Binding
{
    enum class Type {
        Text,
        Int, ///< whole number
        Number, ///< with a decimal point where there is need for one
        Bytes, ///< "512MiB", "2GiB"
        Duration, ///< "30s", "20min"
        Choice,
        List ///< words with commas between
    };

    QString name; ///< letters, digits and _
    Type type = Type::Text;
    QString byDefault;
    QString help; ///< one sentence, shown beside the field
    QStringList choices; ///< Choice only
    QString pattern; ///< regular expression that the whole text, or each word of a list, fits; empty: any
    QString least; ///< Int, Number, Bytes, Duration: as typed; empty: no bound
    QString most;
    bool required = true; ///< else it may stay empty, and a key of the job that is nothing else is left out
    bool multiline = false; ///< Text only
    int line = 0; ///< of the file; 0: made by the program

    bool operator==(const Binding &) const = default;
};

QString word(Binding::Type type); ///< as in the file: "text", "int", "number", "bytes", "duration", "choice", "list"

using Values = QMap<QString, QString>; ///< binding → what was typed; missing: the default

QString valueOf(const Binding &binding, const Values &values);

/// What is wrong with `text` and what to write, in one sentence; empty: nothing.
QString whatIsWrong(const Binding &binding, const QString &text);

QStringList itemsOf(const QString &list); ///< of "a, b,c"
std::optional<qint64> parseBytes(const QString &text); ///< as in the stacks file, and "4096B"
QString bytesText(qint64 bytes); ///< the shortest that parseBytes() reads as the same: "1536MiB"
QString durationText(qint64 msecs); ///< likewise: "20min", "90s", "1500ms"

} // namespace jobs

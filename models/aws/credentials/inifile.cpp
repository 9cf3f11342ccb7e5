// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aws/credentials/inifile.h"

using namespace Qt::StringLiterals;

namespace aws {

namespace {

core::Error mistake(int line, const QString &what)
{
    core::Error error;
    error.kind = core::Error::Kind::Config;
    error.detail = u"line %1 %2"_s.arg(line).arg(what);
    return error;
}

/// Key and value of a line; an empty key where it is none.
std::pair<QString, QString> divided(const QString &line)
{
    const qsizetype equals = line.indexOf(u'=');
    const qsizetype colon = line.indexOf(u':');
    const qsizetype middle = equals < 0 ? colon : colon < 0 ? equals : std::min(equals, colon);
    if (middle < 0)
        return {};
    return { line.left(middle).trimmed().toLower(), line.mid(middle + 1).trimmed() };
}

} // namespace

core::Result<IniFile> parseIni(const QString &text)
{
    IniFile file;
    IniSection *section = nullptr;
    QString key; // of the last line that had one
    const QStringList lines = text.split(u'\n');
    for (int number = 1; number <= lines.size(); ++number) {
        const QString &raw = lines[number - 1];
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';'))
            continue;
        const bool indented = raw.at(0).isSpace();
        if (line.startsWith(u'[') && !indented) {
            const qsizetype end = line.lastIndexOf(u']');
            if (end < 0)
                return core::failure(mistake(number, u"has no closing bracket."_s));
            section = &file[line.mid(1, end - 1).trimmed()];
            key.clear();
            continue;
        }
        if (!section)
            return core::failure(mistake(number, u"stands before the first [section]."_s));
        const auto [name, value] = divided(line);
        if (indented && !key.isEmpty() && section->values.value(key).isEmpty()) {
            if (!name.isEmpty())
                section->nested[key].insert(name, value);
        } else if (indented && !key.isEmpty()) {
            section->values[key] += u'\n' + line; // goes on with the value above
        } else if (name.isEmpty()) {
            return core::failure(mistake(number, u"is no «key = value»."_s));
        } else {
            key = name;
            section->values.insert(name, value);
        }
    }
    return file;
}

} // namespace aws

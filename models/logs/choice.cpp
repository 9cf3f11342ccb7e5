// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/choice.h"

using namespace Qt::StringLiterals;

namespace logs {

namespace {

constexpr qsizetype mostRemembered = 500;

/// "train/0/stderr" ends in "stderr"; the run's number is of that task alone.
QString withoutRun(const QString &file)
{
    const QStringList parts = file.split(u'/');
    return parts.size() == 3 ? parts[0] + u'/' + parts[2] : file;
}

} // namespace

QString FileChoice::choose(const QString &job, bool spark, const QStringList &files) const
{
    if (files.isEmpty())
        return {};
    if (const auto remembered = m_files.constFind(job); remembered != m_files.cend()) {
        for (const QString &file : files) {
            if (withoutRun(file) == *remembered)
                return file;
        }
    }
    const QString stream = spark ? u"stderr"_s : u"stdout"_s;
    // Thermos lists processes by start: the last one is the work, unless it only tidies up behind it.
    for (const QString &main : { u"run"_s, u"main"_s, u"train"_s, u"server"_s, u"driver"_s, u"spark"_s }) {
        for (const QString &file : files) {
            if (file.startsWith(main + u'/') && file.endsWith(u'/' + stream))
                return file;
        }
    }
    for (const QString &file : files) {
        if (file == stream || file.endsWith(u'/' + stream))
            return file;
    }
    return files.first();
}

void FileChoice::remember(const QString &job, const QString &file)
{
    m_order.removeOne(job);
    m_order.append(job);
    m_files.insert(job, withoutRun(file));
    while (m_order.size() > mostRemembered)
        m_files.remove(m_order.takeFirst());
}

QByteArray FileChoice::save() const
{
    QString text;
    for (const QString &job : m_order)
        text += job + u'\t' + m_files.value(job) + u'\n';
    return text.toUtf8();
}

void FileChoice::restore(const QByteArray &saved)
{
    const QStringList lines = QString::fromUtf8(saved).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const qsizetype tab = line.indexOf(u'\t');
        if (tab > 0)
            remember(line.left(tab), line.mid(tab + 1));
    }
}

bool FileChoice::isSpark(const QString &words)
{
    return words.contains("spark"_L1, Qt::CaseInsensitive);
}

} // namespace logs

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/logs/knownfailures.h"

#include "models/core/paths.h"
#include "models/core/tr.h"

#include <yaml-cpp/yaml.h>

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

// Resources of static libraries must be asked for from outside any namespace.
static void initResources()
{
    Q_INIT_RESOURCE(logs);
}

namespace logs {

namespace {

using core::tr;

QString scalar(const YAML::Node &node, const char *key)
{
    const YAML::Node value = node[key];
    return value && value.IsScalar() ? QString::fromStdString(value.Scalar()).simplified() : QString();
}

} // namespace

QString KnownFailures::userFile()
{
    return core::configDir() + u"/known-failures.yaml"_s;
}

KnownFailures KnownFailures::standard()
{
    initResources();
    QFile own(u":/logs/known-failures.yaml"_s);
    KnownFailures list;
    if (own.open(QIODevice::ReadOnly))
        list = parse(own.readAll(), own.fileName());
    QFile users(userFile());
    if (users.open(QIODevice::ReadOnly))
        list.extend(parse(users.readAll(), users.fileName()));
    return list;
}

KnownFailures KnownFailures::parse(const QByteArray &yaml, const QString &file)
{
    KnownFailures list;
    try {
        const YAML::Node root = YAML::Load(yaml.toStdString());
        const YAML::Node failures = root.IsMap() ? root["failures"] : YAML::Node();
        if (!failures || !failures.IsSequence()) {
            list.m_mistakes << tr("%1 has no list «failures».").arg(file);
            return list;
        }
        for (const YAML::Node &node : failures) {
            const QString where = u"%1, %2"_s.arg(file, tr("line %1").arg(node.Mark().line + 1));
            if (!node.IsMap()) {
                list.m_mistakes << tr("%1: an entry needs id, title, pattern and says.").arg(where);
                continue;
            }
            KnownFailure failure{ scalar(node, "id"),
                                  scalar(node, "title"),
                                  scalar(node, "says"),
                                  scalar(node, "cure"),
                                  scalar(node, "runbook"),
                                  QRegularExpression(scalar(node, "pattern"), QRegularExpression::MultilineOption) };
            if (failure.id.isEmpty() || failure.title.isEmpty() || failure.pattern.pattern().isEmpty()) {
                list.m_mistakes << tr("%1: an entry needs id, title, pattern and says.").arg(where);
                continue;
            }
            if (!failure.pattern.isValid()) {
                list.m_mistakes << tr("%1: the pattern of «%2» is faulty: %3.")
                                       .arg(where, failure.id, failure.pattern.errorString());
                continue;
            }
            failure.pattern.optimize();
            list.m_failures.append(std::move(failure));
        }
    } catch (const YAML::Exception &fault) {
        list.m_mistakes
            << tr("%1, line %2: %3.").arg(file).arg(fault.mark.line + 1).arg(QString::fromStdString(fault.msg));
    }
    return list;
}

void KnownFailures::extend(const KnownFailures &other)
{
    m_mistakes += other.m_mistakes;
    for (const KnownFailure &failure : other.m_failures) {
        const auto known = std::ranges::find(m_failures, failure.id, &KnownFailure::id);
        if (known == m_failures.end())
            m_failures.append(failure);
        else
            *known = failure;
    }
}

KnownFailures::Sighting KnownFailures::find(const QByteArray &text) const
{
    const QString decoded = QString::fromLatin1(text); // patterns are ASCII, and places are bytes
    for (const KnownFailure &failure : m_failures) {
        const QRegularExpressionMatch match = failure.pattern.match(decoded);
        if (match.hasMatch())
            return { &failure, text.lastIndexOf('\n', match.capturedStart()) + 1 };
    }
    return {};
}

} // namespace logs

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/clusterdraft.h"

#include "models/core/tr.h"

#include <yaml-cpp/yaml.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace config {

namespace {

using core::tr;

tl::unexpected<core::Error> failure(core::Error::Kind kind, const QString &sentence)
{
    core::Error error;
    error.kind = kind;
    error.detail = sentence;
    return tl::unexpected(error);
}

const char *tierWord(Tier tier)
{
    switch (tier) {
    case Tier::Production:
        return "production";
    case Tier::Staging:
        return "staging";
    case Tier::Development:
        return "development";
    case Tier::Demo: // no file describes it
        break;
    }
    Q_UNREACHABLE();
}

QStringList parted(const QString &addresses)
{
    static const QRegularExpression separator(u"[,;\\s]+"_s);
    return addresses.split(separator, Qt::SkipEmptyParts);
}

/// Writes one map; what is empty is left out. The emitter quotes what needs it.
class Writer
{
public:
    Writer &key(const QString &name)
    {
        m_out << YAML::Key << name.toStdString() << YAML::Value;
        return *this;
    }
    Writer &begin(const QString &name)
    {
        key(name);
        m_out << YAML::BeginMap;
        return *this;
    }
    void end() { m_out << YAML::EndMap; }
    void text(const QString &name, const QString &value)
    {
        if (!value.trimmed().isEmpty())
            key(name).m_out << value.trimmed().toStdString();
    }
    void list(const QString &name, const QStringList &values)
    {
        key(name).m_out << YAML::Flow << YAML::BeginSeq;
        for (const QString &value : values)
            m_out << value.toStdString();
        m_out << YAML::EndSeq;
    }
    YAML::Emitter &out() { return m_out; }

private:
    YAML::Emitter m_out;
};

QByteArray indented(const QByteArray &block, int columns)
{
    QByteArray text;
    for (const QByteArray &line : block.split('\n')) {
        if (!line.isEmpty())
            text += QByteArray(columns, ' ') + line + '\n';
    }
    return text;
}

/// Where the other stacks end, and how far their names stand in.
struct Place
{
    qsizetype offset = 0;
    int columns = 2;
};

/// The stacks are a block: they end where the next line begins in the first column that is neither a remark nor blank.
std::optional<Place> placeIn(const QByteArray &file, const YAML::Node &stacks)
{
    static const QRegularExpression top(u"^stacks[ \\t]*:[ \\t]*(#.*)?$"_s, QRegularExpression::MultilineOption);
    // Offsets are asked for in bytes, and remarks may hold anything: Latin-1 has one character a byte.
    const QString text = QString::fromLatin1(file);
    const QRegularExpressionMatch head = top.match(text);
    if (!head.hasMatch())
        return {};
    static const QRegularExpression next(u"^[^\\s#]"_s, QRegularExpression::MultilineOption);
    const QRegularExpressionMatch after = next.match(text, head.capturedEnd());
    Place place;
    place.offset = after.hasMatch() ? after.capturedStart() : file.size();
    if (stacks.IsMap() && stacks.size() > 0)
        place.columns = stacks.begin()->first.Mark().column;
    return place;
}

} // namespace

QByteArray toYaml(const ClusterDraft &draft)
{
    Writer writer;
    writer.out() << YAML::BeginMap;
    writer.begin(draft.name.trimmed());
    writer.text(u"tier"_s, QString::fromLatin1(tierWord(draft.tier)));
    writer.text(u"user"_s, draft.user);
    writer.begin(u"mesos"_s).list(u"masters"_s, parted(draft.masters));
    writer.end();
    if (const QStringList schedulers = parted(draft.schedulers); !schedulers.isEmpty()) {
        writer.begin(u"aurora"_s).list(u"schedulers"_s, schedulers);
        writer.end();
    }
    if (!draft.airflowUrl.trimmed().isEmpty() || !draft.dag.trimmed().isEmpty()) {
        writer.begin(u"airflow"_s);
        writer.text(u"url"_s, draft.airflowUrl);
        writer.text(u"dag"_s, draft.dag);
        writer.end();
    }
    if (draft.machinesAtAws) {
        writer.begin(u"aws"_s);
        writer.text(u"profile"_s, draft.awsProfile);
        writer.text(u"region"_s, draft.awsRegion);
        writer.end();
    }
    writer.text(u"proxy"_s, draft.proxy);
    writer.end();
    writer.out() << YAML::EndMap;
    return QByteArray(writer.out().c_str()) + '\n';
}

JudgedDraft judge(const ClusterDraft &draft)
{
    JudgedDraft judged;
    if (draft.name.trimmed().isEmpty()) {
        judged.mistakes << Mistake{ 0, {}, tr("The cluster has no name."), tr("Give it one, as people call it.") };
        return judged;
    }
    const StacksFile file = parseStacks("stacks:\n" + indented(toYaml(draft), 2));
    judged.mistakes = file.mistakes;
    for (Mistake &mistake : judged.mistakes)
        mistake.line = 0; // of a text that nobody sees
    if (judged.mistakes.isEmpty() && file.stacks.size() == 1)
        judged.stack = file.stacks.first();
    return judged;
}

core::Result<QByteArray> withCluster(const QByteArray &stacksFile, const ClusterDraft &draft)
{
    const JudgedDraft judged = judge(draft);
    if (!judged.stack)
        return failure(core::Error::Kind::Config,
                       judged.mistakes.isEmpty() ? QString() : mistakeText(judged.mistakes.first(), {}));
    YAML::Node root;
    try {
        root = YAML::Load(stacksFile.toStdString());
    } catch (const YAML::Exception &) {
        return failure(core::Error::Kind::Config, tr("What stands there is no YAML. Mend it first."));
    }
    const StacksFile before = parseStacks(stacksFile);
    const auto sameName = [&judged](const StackConfig &stack) { return stack.name == judged.stack->name; };
    if (std::ranges::any_of(before.stacks, sameName) || before.faulty.contains(judged.stack->name))
        return failure(core::Error::Kind::Config, tr("There is a stack %1 already.").arg(judged.stack->name));

    QByteArray text = stacksFile;
    if (!text.isEmpty() && !text.endsWith('\n'))
        text += '\n';
    const YAML::Node stacks = root.IsMap() ? root["stacks"] : YAML::Node(YAML::NodeType::Undefined);
    if (root.IsNull()) {
        text += "stacks:\n" + indented(toYaml(draft), 2);
    } else if (const std::optional<Place> place = stacks ? placeIn(text, stacks) : std::nullopt) {
        text.insert(place->offset, indented(toYaml(draft), place->columns));
    }
    // The reader judges: the old ones as they were, and this one behind them.
    const StacksFile after = parseStacks(text);
    QList<StackConfig> wanted = before.stacks;
    wanted << *judged.stack;
    if (after.stacks != wanted || (!before.stacks.isEmpty() && after.mistakes != before.mistakes))
        return failure(core::Error::Kind::Config,
                       tr("It is laid out so that nothing can be added without touching the rest. Paste the lines "
                          "below its stacks: yourself."));
    return text;
}

core::Result<void> addCluster(const QString &path, const ClusterDraft &draft)
{
    QByteArray before;
    if (QFile file(path); file.exists()) {
        if (!file.open(QIODevice::ReadOnly))
            return failure(core::Error::Kind::Storage, tr("It cannot be read: %1.").arg(file.errorString()));
        before = file.readAll();
    }
    const core::Result<QByteArray> after = withCluster(before, draft);
    if (!after)
        return tl::unexpected(after.error());
    QDir().mkpath(QFileInfo(path).absolutePath());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*after) != after->size() || !file.commit())
        return failure(core::Error::Kind::Storage, tr("It cannot be written: %1.").arg(file.errorString()));
    return {};
}

} // namespace config

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/jobreader.h"
#include "models/jobs/jobtemplate.h"
#include "models/jobs/library.h"
#include "models/jobs/substitution.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace jobs;

namespace {

/// Place, what, remedy, as the console says it.
QString sentence(const config::Mistake &mistake)
{
    const QString line = mistake.line > 0 ? u"line %1"_s.arg(mistake.line) : QString();
    const QString place = line + (line.isEmpty() || mistake.key.isEmpty() ? u""_s : u", "_s) + mistake.key;
    return ((place.isEmpty() ? place : place + u": "_s) + mistake.what + u' ' + mistake.remedy).trimmed();
}

QStringList texts(const QList<config::Mistake> &mistakes)
{
    QStringList all;
    for (const auto &mistake : mistakes)
        all << sentence(mistake);
    return all;
}

/// Lines 1 to 6 are fixed; `more` begins in line 7, at the level of the job's keys.
QByteArray fileWith(const QByteArray &more, const QByteArray &bindings = "{}")
{
    return "bindings: " + bindings
        + "\njob:\n  role: jobs\n  environment: prod\n  name: x\n"
          "  resources: {cpus: 1, ram: 1GiB, disk: 1GiB}\n"
        + (more.isEmpty() ? "  processes: [{name: p, cmdline: true}]\n" : more);
}

QByteArray withJobLine(const QByteArray &line)
{
    return fileWith("  " + line + "\n  processes: [{name: p, cmdline: true}]\n");
}

QStringList mistakesOf(const QByteArray &yaml, const Values &values = {})
{
    const TemplateReading reading = parseTemplate(yaml, u"x.yaml"_s);
    return reading.isWhole() ? texts(resolve(reading.of, values, {}).mistakes) : texts(reading.mistakes);
}

QString cmdlineOf(const Resolution &resolution)
{
    return resolution.definition.job.task.processes.value(0).cmdline;
}

TemplateReading shipped(const QString &name)
{
    for (const TemplateReading &reading : shippedTemplates()) {
        if (reading.of.file.endsWith(u'/' + name + u".yaml"_s))
            return reading;
    }
    return {};
}

} // namespace

class tst_JobTemplate : public QObject
{
    Q_OBJECT

private slots:
    void readsBindings_inTheOrderOfTheFile();
    void saysWhereWhatAndHow_data();
    void saysWhereWhatAndHow();
    void judgesValues_data();
    void judgesValues();
    void tellsAWrongValue_byItsBindingAlone();
    void putsValuesIn_data();
    void putsValuesIn();
    void keepsShellOutOfValues();
    void leavesOut_whatStaysEmpty();
    void spreadsLists();
    void fillsInTheSurroundings();
    void survivesDamage();
    void shipsWholeTemplates();
    void makesTheHouseCommands();
    void makesASparkDriver();
    void makesABatchJob();
    void readsUserTemplates_andTellsFaultyOnes();
    void savesAndReadsBack();
    void namesEachKey_inTheExample();
};

void tst_JobTemplate::readsBindings_inTheOrderOfTheFile()
{
    const TemplateReading reading
        = parseTemplate("title: T\nhelp: H.\nbindings:\n  Z: {type: int, min: 1, max: 9, default: 3, help: Number.}\n"
                        "  A: {type: choice, choices: [x, y]}\n  M: {type: list, default: [a, b], required: false}\n"
                        "  L: {multiline: true}\njob: {role: r, environment: prod, name: n}\n",
                        u"t.yaml"_s);
    QCOMPARE(texts(reading.mistakes), QStringList());
    QCOMPARE(reading.of.title, u"T"_s);
    QCOMPARE(reading.of.bindings.size(), 4);
    const Binding &z = reading.of.bindings[0];
    QCOMPARE(z.name, u"Z"_s);
    QCOMPARE(z.type, Binding::Type::Int);
    QCOMPARE(z.byDefault, u"3"_s);
    QCOMPARE(z.most, u"9"_s);
    QCOMPARE(z.line, 4);
    QCOMPARE(reading.of.bindings[1].choices, (QStringList{ u"x"_s, u"y"_s }));
    QCOMPARE(reading.of.bindings[2].byDefault, u"a, b"_s);
    QVERIFY(!reading.of.bindings[2].required);
    QVERIFY(reading.of.bindings[3].multiline);
}

void tst_JobTemplate::saysWhereWhatAndHow_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("mistake");
    const auto row = [](const char *name, const QByteArray &yaml, const QString &mistake) {
        QTest::newRow(name) << yaml << mistake;
    };
    row("empty", "", u"The file is empty. An example with all keys: job.example.yaml."_s);
    row("no yaml", "job: {role: [}", u"line 1: This is no YAML"_s);
    row("no job", "title: a\n", u"job: is missing. Add job: with role, environment, name, resources and processes."_s);
    row("unknown key", withJobLine("instance: 3"), u"line 7, job.instance: is no known key. Did you mean instances?"_s);
    row("wrong size", fileWith("  processes: []\n").replace("ram: 1GiB", "ram: lots"),
        u"line 6, job.resources.ram: «lots» is no size. Write a number with its unit: 512MiB, 2GiB."_s);
    row("no processes", fileWith("  instances: 2\n"),
        u"line 2, job.processes: is missing. Add processes: with a list of name and cmdline."_s);
    row("process without command", fileWith("  processes:\n    - name: a\n"),
        u"line 8, job.processes[0].cmdline: is missing. A process has a name and a cmdline."_s);
    row("unknown reference", withJobLine("contact: \"{{WHO}}\""),
        u"line 7, job.contact: {{WHO}} is no binding of this template. Add it under bindings, or take it out."_s);
    row("unknown form",
        fileWith("  contact: \"{{A.gib}}\"\n  processes: [{name: p, cmdline: true}]\n", "{A: {default: b}}"),
        u"line 7, job.contact: {{A.gib}} is no form of a text; there are raw."_s);
    row("house rule", withJobLine("instances: 5000"), u"line 7, job.instances: is 5000. Aurora takes 1 to 4000."_s);
    row("nested house rule", withJobLine("cron: {schedule: daily}"), u"line 7, job.cron.schedule: is “daily”."_s);
    row("bad flag", withJobLine("service: maybe"),
        u"line 7, job.service: «maybe» is no value here. Write true, false."_s);
    row("both kinds", withJobLine("container: {docker: {image: a}, mesos: {image: b}}"),
        u"line 7, job.container: names not one kind. Write docker: or mesos: below it."_s);
    row("volume", withJobLine("container: {mesos: {volumes: [a]}}"),
        u"line 7, job.container.mesos.volumes: holds «a». Write «host path:container path:ro» or «…:rw»."_s);
    row("sla", withJobLine("sla: {percentage: 3}"), u"line 7, job.sla.duration: is missing."_s);
    row("binding type", fileWith({}, "{A: {type: float}}"), u"line 1, bindings.A.type: «float» is no value here."_s);
    row("binding name", fileWith({}, "{a-b: {}}"), u"line 1, bindings.a-b: is no name for a binding."_s);
    row("reserved name", fileWith({}, "{mesos: {}}"), u"line 1, bindings.mesos: is no name for a binding."_s);
    row("choice without choices", fileWith({}, "{A: {type: choice}}"),
        u"line 1, bindings.A: is a choice without choices."_s);
    row("pattern", fileWith({}, "{A: {pattern: '['}}"), u"line 1, bindings.A.pattern: is no regular expression"_s);
    row("default", fileWith({}, "{A: {type: int, max: 3, default: 4}}"),
        u"line 1, bindings.A.default: does not fit its own binding. Write a whole number, at most 3."_s);
    row("executor data", withJobLine("executorData: '{\"role\": 1}'"),
        u"line 7, job.executorData: role is a number, must be a text."_s);
}

void tst_JobTemplate::saysWhereWhatAndHow()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QString, mistake);
    const QStringList all = mistakesOf(yaml);
    const bool told = std::ranges::any_of(all, [&](const QString &each) { return each.startsWith(mistake); });
    QVERIFY2(told, qPrintable(all.join(u'\n')));
}

void tst_JobTemplate::judgesValues_data()
{
    QTest::addColumn<Binding>("binding");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("sentence");
    using Type = Binding::Type;
    const auto of = [](Type type, const QString &least = {}, const QString &most = {}) {
        Binding binding;
        binding.type = type;
        binding.least = least;
        binding.most = most;
        return binding;
    };
    Binding word = of(Type::Text);
    word.pattern = u"[a-z]+"_s;
    Binding optional = word;
    optional.required = false;
    Binding choice = of(Type::Choice);
    choice.choices = { u"on"_s, u"off"_s };
    Binding list = of(Type::List);
    list.pattern = u"\\w+=\\w+"_s;
    const auto row = [](const char *name, const Binding &binding, const QString &value, const QString &sentence) {
        QTest::newRow(name) << binding << value << sentence;
    };
    row("text", word, u"abc"_s, {});
    row("no match", word, u"abc1"_s, u"“abc1” does not fit [a-z]+."_s);
    row("empty", word, u" "_s, u"This is asked for."_s);
    row("empty, allowed", optional, {}, {});
    row("two lines", word, u"a\nb"_s, u"Write one line."_s);
    row("int", of(Type::Int, u"1"_s, u"200"_s), u"200"_s, {});
    row("int beyond", of(Type::Int, u"1"_s, u"200"_s), u"201"_s, u"Write a whole number, from 1 to 200."_s);
    row("int, fraction", of(Type::Int), u"1.5"_s, u"Write a whole number."_s);
    row("number", of(Type::Number, u"0.1"_s), u"0.25"_s, {});
    row("number below", of(Type::Number, u"0.1"_s), u"0.05"_s, u"Write a number, at least 0.1."_s);
    row("number, nan", of(Type::Number), u"nan"_s, u"Write a number."_s);
    row("bytes", of(Type::Bytes, u"1MiB"_s), u"2GiB"_s, {});
    row("bytes without unit", of(Type::Bytes), u"2"_s, u"Write a size with its unit, such as 512MiB or 2GiB."_s);
    row("duration", of(Type::Duration, u"1min"_s, u"3h"_s), u"90s"_s, {});
    row("duration beyond", of(Type::Duration, u"1min"_s, u"3h"_s), u"4h"_s,
        u"Write a time with its unit, such as 30s or 20min, from 1min to 3h."_s);
    row("choice", choice, u"on"_s, {});
    row("no choice", choice, u"maybe"_s, u"Take one of on, off."_s);
    row("list", list, u"a=b, c=d"_s, {});
    row("list, one wrong", list, u"a=b, c"_s, u"“c” does not fit \\w+=\\w+."_s);
}

void tst_JobTemplate::judgesValues()
{
    QFETCH(Binding, binding);
    QFETCH(QString, value);
    QFETCH(QString, sentence);
    QCOMPARE(whatIsWrong(binding, value), sentence);
}

void tst_JobTemplate::tellsAWrongValue_byItsBindingAlone()
{
    const JobTemplate batch = shipped(u"batch"_s).of;
    const Resolution resolution
        = resolve(batch, { { u"NAME"_s, u"a"_s }, { u"COMMAND"_s, u"true"_s }, { u"MEMORY"_s, u"much"_s } }, {});
    QCOMPARE(resolution.mistakes.size(), 1);
    QCOMPARE(resolution.mistakes[0].key, u"MEMORY"_s);
    QCOMPARE(resolution.mistakes[0].line, 0);
    QCOMPARE(cmdlineOf(resolution), u"true"_s); // what can be shown is shown
}

void tst_JobTemplate::putsValuesIn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("asText");
    QTest::addColumn<QString>("asShell");
    const auto row = [](const char *name, const QString &text, const QString &asText, const QString &asShell = {}) {
        QTest::newRow(name) << text << asText << (asShell.isNull() ? asText : asShell);
    };
    row("plain", u"a {{WORD}}!"_s, u"a word!"_s);
    row("blanks in the braces", u"{{ WORD }}-"_s, u"word-"_s);
    row("quoted", u"echo {{PHRASE}}"_s, u"echo it's 5 o'clock; rm -rf $HOME"_s,
        u"echo 'it'\\''s 5 o'\\''clock; rm -rf $HOME'"_s);
    row("raw", u"echo {{PHRASE.raw}}"_s, u"echo it's 5 o'clock; rm -rf $HOME"_s);
    row("the command itself", u"{{PHRASE}}"_s, u"it's 5 o'clock; rm -rf $HOME"_s);
    row("size", u"-{{SIZE}} {{SIZE.mib}} {{SIZE.gib}} {{SIZE.bytes}}"_s, u"-1536MiB 1536 2 1610612736"_s);
    row("time", u"-{{TIME}} {{TIME.seconds}} {{TIME.minutes}}"_s, u"-90s 90 2"_s);
    row("list", u"-{{LIST}}"_s, u"-a,b c"_s, u"-a 'b c'"_s);
    row("list with commas", u"-{{LIST.comma}}"_s, u"-a,b c"_s, u"-'a,b c'"_s);
    row("for the executor", u"{{mesos.instance}} {{thermos.ports[http]}} {{thermos.task_id}}"_s,
        u"{{mesos.instance}} {{thermos.ports[http]}} {{thermos.task_id}}"_s);
    row("nothing", u"-{{NONE}}-"_s, u"--"_s, u"-''-"_s);
}

void tst_JobTemplate::putsValuesIn()
{
    QFETCH(QString, text);
    QFETCH(QString, asText);
    QFETCH(QString, asShell);
    const auto binding = [](const QString &name, Binding::Type type, const QString &value) {
        Binding made;
        made.name = name;
        made.type = type;
        made.byDefault = value;
        return made;
    };
    using Type = Binding::Type;
    const Substitution substitution({ binding(u"WORD"_s, Type::Text, u"word"_s),
                                      binding(u"PHRASE"_s, Type::Text, u"it's 5 o'clock; rm -rf $HOME"_s),
                                      binding(u"SIZE"_s, Type::Bytes, u"1536MiB"_s),
                                      binding(u"TIME"_s, Type::Duration, u"90s"_s),
                                      binding(u"LIST"_s, Type::List, u"a, b c"_s), binding(u"NONE"_s, Type::Text, {}) },
                                    {});
    QStringList wrong;
    QCOMPARE(substitution.apply(text, Substitution::Place::Text, wrong), asText);
    QCOMPARE(substitution.apply(text, Substitution::Place::Shell, wrong), asShell);
    QCOMPARE(wrong, QStringList());
}

void tst_JobTemplate::keepsShellOutOfValues()
{
    // bash itself is the judge: each value arrives as the one word it is.
    const QString bash = QStandardPaths::findExecutable(u"bash"_s);
    if (bash.isEmpty())
        QSKIP("There is no bash here.");
    for (const QString &value : { u"a b"_s, u"$(touch x)"_s, u"`id`"_s, u"it's"_s, u"\"q\""_s, u"a;b&c|d>e"_s, u"*"_s,
                                  u"-n"_s, u"\\"_s, u"ü→"_s, u"{a,b}"_s, u"~"_s, u"#x"_s, u"a=b"_s }) {
        QProcess process;
        process.start(bash, { u"-c"_s, u"printf %s "_s + shellQuoted(value) });
        QVERIFY(process.waitForFinished());
        QCOMPARE(QString::fromUtf8(process.readAllStandardOutput()), value);
    }
}

void tst_JobTemplate::leavesOut_whatStaysEmpty()
{
    const QByteArray yaml = fileWith("  contact: \"{{WHO}}\"\n  constraints: {host: limit:1, pool: \"{{WHO}}\"}\n"
                                     "  processes: [{name: p, cmdline: true}]\n",
                                     "{WHO: {required: false}}");
    const TemplateReading reading = parseTemplate(yaml, {});
    QCOMPARE(texts(reading.mistakes), QStringList());
    const Resolution without = resolve(reading.of, {}, {});
    QCOMPARE(texts(without.mistakes), QStringList());
    QVERIFY(!without.definition.job.contact);
    QCOMPARE(without.job.config.constraints.size(), 1);
    const Resolution with = resolve(reading.of, { { u"WHO"_s, u"ana"_s } }, {});
    QCOMPARE(with.job.config.contactEmail, u"ana"_s);
    QCOMPARE(with.job.config.constraints.size(), 2);
}

void tst_JobTemplate::spreadsLists()
{
    const QByteArray yaml = fileWith("  constraints:\n    zone: \"{{ZONES}}\"\n    rack: [\"{{ZONES}}\", z]\n"
                                     "  processes: [{name: p, cmdline: true}]\n",
                                     "{ZONES: {type: list, default: [a, b]}}");
    const Resolution resolution = resolve(parseTemplate(yaml, {}).of, {}, {});
    QCOMPARE(texts(resolution.mistakes), QStringList());
    QCOMPARE(resolution.definition.job.constraints->value(u"zone"_s), u"a,b"_s);
    QCOMPARE(resolution.definition.job.constraints->value(u"rack"_s), u"a,b,z"_s);
}

void tst_JobTemplate::fillsInTheSurroundings()
{
    const TemplateReading reading = parseTemplate(fileWith({}), {});
    const Resolution resolution = resolve(reading.of, {}, { u"cantareira"_s, u"ana"_s, {} });
    QCOMPARE(resolution.definition.job.cluster, u"cantareira"_s);
    QCOMPARE(resolution.job.owner, u"ana"_s);
    QCOMPARE(resolution.job.config.owner, u"ana"_s);
    const Resolution own
        = resolve(parseTemplate(withJobLine("owner: bob\n  cluster: other"), {}).of, {}, { u"c"_s, u"ana"_s, {} });
    QCOMPARE(own.job.owner, u"bob"_s);
    QCOMPARE(own.definition.job.cluster, u"other"_s);
    // A tier that is not known here is told where the tiers are known.
    const JobTemplate tier = parseTemplate(withJobLine("tier: gold"), {}).of;
    QVERIFY(resolve(tier, {}, {}).isWhole());
    QCOMPARE(texts(resolve(tier, {}, { {}, {}, { u"preferred"_s } }).mistakes),
             QStringList{ u"line 7, job.tier: is “gold”. This scheduler has preferred."_s });
}

void tst_JobTemplate::survivesDamage()
{
    QRandomGenerator random(11);
    for (const TemplateReading &reading : shippedTemplates()) {
        const QByteArray yaml = reading.of.yaml;
        for (int round = 0; round < 60; ++round) {
            QByteArray damaged = yaml;
            const auto place = random.bounded(static_cast<int>(yaml.size()));
            if (round % 3 == 0)
                damaged.truncate(place);
            else if (round % 3 == 1)
                damaged[place] = static_cast<char>(random.bounded(256));
            else
                damaged.remove(place, random.bounded(40));
            const TemplateReading again = parseTemplate(damaged, u"x.yaml"_s);
            resolve(again.of, {}, {}); // must come back, whatever it says
        }
    }
    // Aliases of aliases: a small file that would be a large one.
    QByteArray bomb = "a0: &a0 [x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 9; ++i) {
        const QByteArray before = "*a" + QByteArray::number(i - 1);
        bomb += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" + before + ", " + before + ", "
            + before + ", " + before + ", " + before + ", " + before + "]\n";
    }
    const QStringList told = texts(parseTemplate(bomb + "job: {metadata: {x: *a8}}\n", {}).mistakes);
    QVERIFY(told.contains(u"line 10, job: is too large. Mind aliases: they multiply."_s));
}

void tst_JobTemplate::shipsWholeTemplates()
{
    const QList<TemplateReading> all = shippedTemplates();
    QCOMPARE(all.size(), 5);
    for (const TemplateReading &reading : all) {
        QCOMPARE(texts(reading.mistakes), QStringList());
        QVERIFY(!reading.of.title.isEmpty() && !reading.of.help.isEmpty());
        for (const Binding &binding : reading.of.bindings)
            QVERIFY2(!binding.help.isEmpty(), qPrintable(binding.name)); // each field explains itself
    }
}

void tst_JobTemplate::makesTheHouseCommands()
{
    const Resolution scale = resolve(shipped(u"scale"_s).of, { { u"N_NODES"_s, u"24"_s } }, {});
    QCOMPARE(texts(scale.mistakes), QStringList());
    QCOMPARE(cmdlineOf(scale), u"scale try-spot 24 20"_s);
    QCOMPARE(scale.job.key, (aurora::JobKey{ u"jobs"_s, u"prod"_s, u"scale"_s }));
    QCOMPARE(texts(resolve(shipped(u"scale"_s).of, {}, {}).mistakes), QStringList{ u"N_NODES: This is asked for."_s });

    const Resolution start = resolve(
        shipped(u"scale-ec2"_s).of,
        { { u"SLAVE_TYPE"_s, u"itaipu"_s }, { u"COUNT"_s, u"3"_s }, { u"TAGS"_s, u"team=data, env=prod"_s } }, {});
    QCOMPARE(texts(start.mistakes), QStringList());
    QCOMPARE(cmdlineOf(start),
             u"scale-ec2 --slave-type itaipu --type r5.4xlarge --count 3 --storage 100 --tags "
             u"team=data,env=prod"_s);
    QCOMPARE(start.job.key.name, u"scale-ec2-itaipu"_s);

    const Resolution stop = resolve(shipped(u"downscale-ec2"_s).of, { { u"SLAVE_TYPE"_s, u"itaipu"_s } }, {});
    QCOMPARE(texts(stop.mistakes), QStringList());
    QCOMPARE(cmdlineOf(stop), u"downscale-ec2 --slave-type itaipu"_s);
}

void tst_JobTemplate::makesASparkDriver()
{
    const Resolution spark = resolve(shipped(u"spark-driver"_s).of,
                                     { { u"NAME"_s, u"hyoga"_s },
                                       { u"APPLICATION"_s, u"s3://jars/hyoga.jar"_s },
                                       { u"CLASS"_s, u"com.midea.Hyoga$Main"_s },
                                       { u"ARGUMENTS"_s, u"--date, 2026-11-22"_s } },
                                     {});
    QCOMPARE(texts(spark.mistakes), QStringList());
    const QString cmdline = cmdlineOf(spark);
    for (const QString &part :
         { u"--driver-memory 8192m"_s, u"class='com.midea.Hyoga$Main'"_s, u"s3://jars/hyoga.jar --date 2026-11-22"_s,
           u"spark.mesos.constraints=slave-type:mesos-on-demand"_s })
        QVERIFY2(cmdline.contains(part), qPrintable(cmdline));
    QCOMPARE(spark.job.config.resources.ramMb, 9 * 1024);
    QCOMPARE(spark.job.config.resources.namedPorts, QStringList{ u"http"_s });
    QCOMPARE(spark.job.config.constraints.value(0).text(), u"mesos-on-demand"_s);
}

void tst_JobTemplate::makesABatchJob()
{
    const Resolution batch = resolve(shipped(u"batch"_s).of,
                                     { { u"NAME"_s, u"once"_s },
                                       { u"COMMAND"_s, u"set -e\necho \"{{mesos.instance}}\"\n"_s },
                                       { u"POOL"_s, u"!mesos-spot"_s } },
                                     {});
    QCOMPARE(texts(batch.mistakes), QStringList());
    QCOMPARE(cmdlineOf(batch), u"set -e\necho \"{{mesos.instance}}\"\n"_s); // a command is not quoted
    QVERIFY(batch.job.config.constraints.value(0).value()->negated);
    QVERIFY(!batch.job.config.isService);
}

void tst_JobTemplate::readsUserTemplates_andTellsFaultyOnes()
{
    QTemporaryDir dir;
    const auto write = [&](const QString &name, const QByteArray &yaml) {
        QFile file(dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(yaml);
    };
    write(u"b.yaml"_s, fileWith({}));
    write(u"a.yaml"_s, "job: 3\n");
    write(u"notes.txt"_s, "no template");
    const QList<TemplateReading> all = templatesIn(dir.path());
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].of.title, u"a"_s);
    QVERIFY(!all[0].isWhole());
    QVERIFY(all[1].isWhole());
    QCOMPARE(templatesIn(dir.filePath(u"nowhere"_s)).size(), 0);
    QCOMPARE(readTemplate(dir.filePath(u"nowhere.yaml"_s)).error().kind, core::Error::Kind::Storage);
}

void tst_JobTemplate::savesAndReadsBack()
{
    QTemporaryDir dir;
    const QString file = dir.filePath(u"below/it/x.yaml"_s);
    QVERIFY(saveTemplate(file, fileWith({})));
    QCOMPARE(readTemplate(file)->of.yaml, fileWith({}));
    QVERIFY(!saveTemplate(file + u"/no"_s, "x"));
}

void tst_JobTemplate::namesEachKey_inTheExample()
{
    QFile file(QStringLiteral(EXAMPLE_FILE));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray yaml = file.readAll();
    const TemplateReading reading = parseTemplate(yaml, u"job.example.yaml"_s);
    QCOMPARE(texts(reading.mistakes), QStringList());
    QCOMPARE(texts(resolve(reading.of, {}, {}).mistakes), QStringList());
    for (const QString &key : jobKeys()) {
        const QRegularExpression line(u"^  (# )?%1:"_s.arg(key), QRegularExpression::MultilineOption);
        QVERIFY2(line.match(QString::fromUtf8(yaml)).hasMatch(), qPrintable(key));
    }
}

QTEST_GUILESS_MAIN(tst_JobTemplate)
#include "tst_jobtemplate.moc"

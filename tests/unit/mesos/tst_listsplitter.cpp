// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/listsplitter.h"
#include "tests/unit/mesos/goldenfiles.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace Qt::StringLiterals;
using namespace mesos;

namespace {

using Lists = std::map<QString, QJsonArray>; ///< by name: "slaves", "frameworks[0].tasks"

/// Takes the long lists out as well, by other means.
QJsonObject without(QJsonObject object, const QStringList &names, const QString &place, Lists &lists)
{
    for (const QString &name : names) {
        if (!object.value(name).isArray())
            continue;
        lists[place + name] = object.value(name).toArray();
        object[name] = QJsonArray();
    }
    return object;
}

QJsonObject withoutLongLists(QJsonObject state, Lists &lists)
{
    state = without(state, { u"slaves"_s, u"recovered_slaves"_s, u"orphan_tasks"_s }, {}, lists);
    for (const QString &owners : { u"frameworks"_s, u"completed_frameworks"_s }) {
        QJsonArray frameworks = state.value(owners).toArray();
        for (qsizetype i = 0; i < frameworks.size(); ++i)
            frameworks[i] = without(frameworks[i].toObject(),
                                    { u"tasks"_s, u"unreachable_tasks"_s, u"completed_tasks"_s, u"executors"_s },
                                    u"%1[%2]."_s.arg(owners).arg(i), lists);
        if (state.contains(owners))
            state[owners] = frameworks;
    }
    return state;
}

/// A reader that keeps what it reads. QJsonDocument tells as well where a guess was wrong or a list ended before.
struct Collector
{
    Lists lists;
    int guesses = 0;
    int wrong = 0;
    int early = 0;
    bool isAsBefore = false; ///< the text, after all

    std::optional<size_t> read(const ListPart &part)
    {
        const QByteArray text(part.document.data, static_cast<qsizetype>(part.document.size));
        QJsonParseError error{};
        QJsonArray elements = QJsonDocument::fromJson(text, &error).array();
        size_t size = part.document.size;
        guesses += part.isGuess ? 1 : 0;
        if (error.error == QJsonParseError::GarbageAtEnd && part.isGuess) {
            size = static_cast<size_t>(error.offset);
            elements = QJsonDocument::fromJson(text.left(error.offset)).array();
            ++early;
        } else if (error.error != QJsonParseError::NoError) {
            wrong += part.isGuess ? 1 : 0;
            return std::nullopt;
        }
        QString place = QString::fromLatin1(part.name);
        if (part.owners)
            place.prepend(u"%1[%2]."_s.arg(QString::fromLatin1(part.owners)).arg(part.owner));
        QJsonArray &list = lists[place];
        for (qsizetype i = part.hasStandIn ? 1 : 0; i < elements.size(); ++i)
            list.append(elements[i]);
        return size;
    }
};

QByteArray bodyOf(QByteArray tasks, const QByteArray &rest)
{
    return R"({"id":"m","slaves":[],"frameworks":[{"id":"f","tasks":[)" + tasks + R"(],"executors":[],"name":"n"}],)"
        + rest + "}";
}

/// What is found in a body that is given in random pieces.
Collector collected(const QByteArray &body, size_t partSize, unsigned seed, QByteArray *rest = nullptr)
{
    Collector collector;
    ListSplitter splitter([&collector](const ListPart &part) { return collector.read(part); });
    splitter.begin(partSize);
    std::mt19937 random(seed);
    QByteArray copy = body;
    std::span<char> left(copy.data(), static_cast<size_t>(copy.size()));
    while (!left.empty()) {
        const size_t size = std::min<size_t>(left.size(), 1 + random() % (seed % 2 ? 90 : 9000));
        splitter.feed(left.first(size));
        left = left.subspan(size);
    }
    collector.isAsBefore = copy == body;
    const Document document = splitter.finish();
    if (rest)
        *rest = QByteArray(document.data, static_cast<qsizetype>(document.size));
    return collector;
}

} // namespace

/// What is taken out of a document and what is left of it are together the document, however it comes.
class tst_ListSplitter : public QObject
{
    Q_OBJECT

private slots:
    void takesOutTheLongLists_data();
    void takesOutTheLongLists();
    void readsAgain_whereAGuessWasWrong();
    void seesTheListsEnd_whereItGuessed();
    void leavesWhatIsNoState_data();
    void leavesWhatIsNoState();
    void looksTheSame_whateverTheWay();
};

void tst_ListSplitter::takesOutTheLongLists_data()
{
    QTest::addColumn<QString>("name");
    for (const QString &file :
         QDir(QStringLiteral(GOLDEN_DIR "/mesos")).entryList({ u"*-state.http"_s }, QDir::Files)) {
        if (golden::isSuccess(file.chopped(5)) && QJsonDocument::fromJson(golden::body(file.chopped(5))).isObject())
            QTest::addRow("%s", qPrintable(file)) << file.chopped(5);
    }
}

void tst_ListSplitter::takesOutTheLongLists()
{
    QFETCH(QString, name);
    const QByteArray compact = golden::body(name);
    const QByteArray indented = QJsonDocument::fromJson(compact).toJson(QJsonDocument::Indented);
    for (const QByteArray &body : { compact, indented }) {
        Lists expected;
        const QJsonObject left = withoutLongLists(QJsonDocument::fromJson(body).object(), expected);
        unsigned seed = 1;
        for (const size_t partSize :
             { size_t{ 1 }, size_t{ 100 }, size_t{ 3000 }, size_t{ 20000 }, size_t{ 1 } << 20 }) {
            QByteArray rest;
            const Collector collector = collected(body, partSize, seed++, &rest);
            QVERIFY(collector.isAsBefore);
            QCOMPARE(collector.lists, expected);
            QCOMPARE(QJsonDocument::fromJson(rest).object(), left);
        }
    }
}

/// Inside of an element there may be what looks like the border of two.
void tst_ListSplitter::readsAgain_whereAGuessWasWrong()
{
    QByteArray tasks;
    for (int i = 0; i < 400; ++i) {
        tasks += (i ? R"(,{"id":"t)" : R"({"id":"t)") + QByteArray::number(i) + R"(","inner":[{"id":0})";
        for (int inner = 1; inner < i % 7 * 10; ++inner)
            tasks += R"(,{"id":)" + QByteArray::number(inner) + "}";
        tasks += R"(],"text":"],{\"id\":[[\\"})";
    }
    const QByteArray body = bodyOf(tasks, R"("x":[1,2])");
    Lists expected;
    withoutLongLists(QJsonDocument::fromJson(body).object(), expected);
    const Collector collector = collected(body, 2000, 4);
    QVERIFY(collector.wrong > 0);
    QCOMPARE(collector.lists, expected);
}

void tst_ListSplitter::seesTheListsEnd_whereItGuessed()
{
    QByteArray tasks;
    for (int i = 0; i < 300; ++i)
        tasks += (i ? R"(,{"id":"t)" : R"({"id":"t)") + QByteArray::number(i) + R"("})";
    const QByteArray body = bodyOf(tasks, R"("slaves":[)" + tasks + R"(],"other":[)" + tasks + "]");
    QJsonObject state = QJsonDocument::fromJson(body).object();
    Lists expected;
    withoutLongLists(state, expected);
    int early = 0;
    for (size_t partSize = 500; partSize < 1500; partSize += 97) {
        const Collector collector = collected(body, partSize, 2);
        QCOMPARE(collector.lists, expected);
        QVERIFY(collector.guesses > 0);
        early += collector.early;
    }
    QVERIFY(early > 0);
}

void tst_ListSplitter::leavesWhatIsNoState_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("page") << QByteArray(R"(<html><script>x = {"slaves":[{"id":1}]}</script></html>)");
    QTest::newRow("list") << QByteArray(R"([{"slaves":[{"id":1}]}])");
    QTest::newRow("lists elsewhere") << QByteArray(
        R"({"a":{"slaves":[1]},"frameworks":{"x":{"tasks":[1]}},"others":[{"tasks":[1]}],"tasks":[2]})");
    QTest::newRow("no lists") << QByteArray(R"({"slaves":null,"frameworks":[{"tasks":"[]","executors":{"a":[]}}, 5]})");
    QTest::newRow("names that are texts")
        << QByteArray(R"({"a":"slaves","b":["slaves",["x"]],"c":":[","slaves" : "["})");
    QTest::newRow("closed too often") << QByteArray(R"(}}]]{"slaves":[1]})");
}

void tst_ListSplitter::leavesWhatIsNoState()
{
    QFETCH(QByteArray, body);
    QByteArray rest;
    const Collector collector = collected(body, 10, 1, &rest);
    QVERIFY(collector.lists.empty());
    QCOMPARE(rest, body);
}

/// The fast ways beside one byte after the other.
void tst_ListSplitter::looksTheSame_whateverTheWay()
{
    constexpr char letters[] = R"(""\\[]{}ab,:kK;=)";
    std::mt19937 random(7);
    std::vector<char> text(64 * 2000);
    for (char &c : text)
        c = random() % 5 ? static_cast<char>(random() % 256) : letters[random() % (sizeof letters - 1)];
    std::vector<bool> opening(text.size());
    std::vector<bool> closing(text.size());
    bool inString = false;
    bool escaped = false;
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        opening[i] = !inString && (c == '[' || c == '{');
        closing[i] = !inString && (c == ']' || c == '}');
        if (c == '"' && !escaped)
            inString = !inString;
        escaped = c == '\\' && !escaped;
    }
    QVERIFY(!JsonSkim::ways().empty());
    for (const JsonSkim::Way way : JsonSkim::ways()) {
        JsonSkim skim(way);
        const char *const end = text.data() + text.size();
        for (const char *at = text.data(); at != end; at += JsonSkim::step) {
            JsonSkim::Brackets brackets;
            QCOMPARE(skim.pass(at, end, 1 << 30, brackets), at);
            for (size_t bit = 0; bit < JsonSkim::step; ++bit) {
                const auto place = static_cast<size_t>(at - text.data()) + bit;
                QCOMPARE((brackets.opening >> bit & 1) != 0, opening[place]);
                QCOMPARE((brackets.closing >> bit & 1) != 0, closing[place]);
            }
        }
        // Nothing is in the way where no depth matters; what is passed is counted.
        JsonSkim counting(way);
        JsonSkim::Brackets none;
        QVERIFY(!counting.pass(text.data(), end, -(1 << 30), none));
        QCOMPARE(counting.depth(), std::ranges::count(opening, true) - std::ranges::count(closing, true));
    }
}

QTEST_APPLESS_MAIN(tst_ListSplitter)
#include "tst_listsplitter.moc"

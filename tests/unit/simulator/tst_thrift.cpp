// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/simulator/auroraclient.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace sim::thrift;

/// The simulator's Thrift against bytes of a real server and its real clients.
class tst_Thrift : public QObject
{
    Q_OBJECT
private slots:
    void readsEveryRecordedMessage_data();
    void readsEveryRecordedMessage();
    void bothEncodingsTellTheSame_data();
    void bothEncodingsTellTheSame();
    void writesBinaryAsItWasRead();
    void refusesWhatTheServerRefuses_data();
    void refusesWhatTheServerRefuses();
    void wrapsAround_whatIsTooLargeForAnInteger();
    void readsEscapes();
};

namespace {

const QStringList folders{ u"read"_s, u"write"_s, u"update"_s, u"transition"_s };

std::string_view viewOf(const QByteArray &bytes)
{
    return { bytes.constData(), static_cast<size_t>(bytes.size()) };
}

/// Equal but for the order of fields, sets and maps.
bool same(const Value &a, const Value &b)
{
    if (a.type() != b.type())
        return false;
    const auto among = [](const auto &all, auto matches) { return std::ranges::any_of(all, matches); };
    switch (a.type()) {
    case Type::String:
        return a.text() == b.text();
    case Type::Double:
        return a.number() == b.number();
    case Type::Struct:
        return a.fields().size() == b.fields().size() && std::ranges::all_of(a.fields(), [&](const Field &field) {
                   return same(field.value, b.field(field.id, field.value.type()));
               });
    case Type::List:
        return std::ranges::equal(a.elements(), b.elements(), same);
    case Type::Set:
        return a.elements().size() == b.elements().size() && std::ranges::all_of(a.elements(), [&](const Value &x) {
                   return among(b.elements(), [&](const Value &y) { return same(x, y); });
               });
    case Type::Map:
        return a.entries().size() == b.entries().size() && std::ranges::all_of(a.entries(), [&](const auto &x) {
                   return among(b.entries(),
                                [&](const auto &y) { return same(x.first, y.first) && same(x.second, y.second); });
               });
    default:
        return a.integer() == b.integer();
    }
}

} // namespace

void tst_Thrift::readsEveryRecordedMessage_data()
{
    QTest::addColumn<QString>("recording");
    for (const QString &folder : folders) {
        for (const QString &name : recordings(folder, u"*.tjson"_s) + recordings(folder, u"*.binary"_s))
            QTest::addRow("%s", qPrintable(name)) << name;
    }
}

void tst_Thrift::readsEveryRecordedMessage()
{
    QFETCH(QString, recording);
    Message request;
    Message reply;
    QVERIFY(readThrift(recording, recordedRequest(recording), &request));
    QCOMPARE(request.type, MessageType::Call);
    const Answer answer = recordedAnswer(recording);
    QCOMPARE(answer.status, 200);
    QVERIFY(readThrift(recording, answer.body, &reply));
    QCOMPARE(reply.method, request.method);
    QCOMPARE(reply.seqid, request.seqid);
    QVERIFY(reply.body.structAt(0).has(1, Type::I32));
    // Written and read again it is what it was.
    Message again;
    QVERIFY(!readJson(viewOf(writeJson(reply)), &again));
    QVERIFY(same(again.body, reply.body));
    Message once;
    QVERIFY(!readBinary(viewOf(writeBinary(reply)), &once));
    QVERIFY(same(once.body, reply.body));
}

void tst_Thrift::bothEncodingsTellTheSame_data()
{
    QTest::addColumn<QString>("recording");
    for (const QString &name : recordings(u"read"_s, u"*.binary"_s))
        QTest::addRow("%s", qPrintable(name)) << name.chopped(7);
}

void tst_Thrift::bothEncodingsTellTheSame()
{
    QFETCH(QString, recording);
    Message json;
    Message binary;
    QVERIFY(readThrift(recording + u".tjson"_s, recordedAnswer(recording + u".tjson"_s).body, &json));
    QVERIFY(readThrift(recording + u".binary"_s, recordedAnswer(recording + u".binary"_s).body, &binary));
    QVERIFY(same(json.body, binary.body));
}

void tst_Thrift::writesBinaryAsItWasRead()
{
    for (const QString &name : recordings(u"read"_s, u"*.binary"_s)) {
        Message message;
        const QByteArray request = recordedRequest(name);
        QVERIFY(readThrift(name, request, &message));
        QVERIFY2(writeBinary(message) == request, qPrintable(name));
    }
}

void tst_Thrift::refusesWhatTheServerRefuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<ReadError::Kind>("kind");
    const auto row = [](const char *name, const char *json, ReadError::Kind kind = ReadError::Kind::Protocol) {
        QTest::newRow(name) << QByteArray(json) << kind;
    };
    row("empty", "", ReadError::Kind::Transport);
    row("cut", R"([1,"getRoleSummary",1,7,{)", ReadError::Kind::Transport);
    row("version", R"([2,"getRoleSummary",1,7,{}])");
    row("blank", R"([1, "getRoleSummary",1,7,{}])");
    row("quoted number", R"([1,"m",1,7,{"1":{"i32":"3"}}])");
    row("fraction", R"([1,"m",1,7,{"1":{"i32":3.5}}])");
    row("exponent", R"([1,"m",1,7,{"1":{"i32":3e2}}])");
    row("true", R"([1,"m",1,7,{"1":{"tf":true}}])");
    row("unknown tag", R"([1,"m",1,7,{"1":{"xyz":1}}])");
    row("count too large", R"([1,"m",1,7,{"1":{"set":["i32",3,1]}}])");
    row("not JSON", "hello");
}

void tst_Thrift::refusesWhatTheServerRefuses()
{
    QFETCH(QByteArray, json);
    QFETCH(ReadError::Kind, kind);
    Message message;
    QCOMPARE(readJson(viewOf(json), &message).kind, kind);
}

void tst_Thrift::wrapsAround_whatIsTooLargeForAnInteger()
{
    Message message;
    QVERIFY(!readJson(R"([1,"m",1,7,{"1":{"i32":4294967297}}])", &message));
    QCOMPARE(message.body.integerAt(1), 1);
}

void tst_Thrift::readsEscapes()
{
    Message message;
    QVERIFY(!readJson(R"([1,"m",1,7,{"1":{"str":"a\u00fc\ud83d\ude00\"\\\/\n\u0000x\ud83dy"}}])", &message));
    QCOMPARE(message.body.textAt(1), std::string("a\u00fc\U0001F600\"\\/\n\0xy", 14));
}

QTEST_GUILESS_MAIN(tst_Thrift)
#include "tst_thrift.moc"

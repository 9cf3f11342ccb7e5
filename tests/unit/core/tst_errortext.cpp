// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/errortext.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using core::Error;

class tst_ErrorText : public QObject
{
    Q_OBJECT

private slots:
    void eachKindHasItsOwnNameAndSentence();
    void forbiddenNamesTheClock_whenItIsFarOff();
    void forbiddenNamesTheRight_whenTheClockIsFine();
    void refusalsInsideAnswersAreToldInTheServersWords();
    void truncatedTellsHowMuchCame();
    void webPageIsToldFromOtherNonsense();
    void detailsHoldRequestStatusAndBody();

private:
    static Error error(Error::Kind kind)
    {
        Error e;
        e.kind = kind;
        e.endpoint = u"10.130.96.12:5050/state"_s;
        e.detail = u"the detail"_s;
        return e;
    }
};

void tst_ErrorText::eachKindHasItsOwnNameAndSentence()
{
    QSet<QString> names;
    QSet<QString> sentences;
    const int kinds = static_cast<int>(Error::Kind::Cancelled) + 1;
    for (int kind = 0; kind < kinds; ++kind) {
        const Error e = error(static_cast<Error::Kind>(kind));
        names << core::kindName(e.kind);
        Error other = e;
        other.detail += QString::number(kind); // Config and Storage are their detail
        const QString what = core::errorText(other, u"Mesos"_s).what;
        QVERIFY2(!what.isEmpty() && !what.contains(u'%'), qPrintable(what));
        sentences << what;
    }
    QCOMPARE(names.size(), kinds);
    QCOMPARE(sentences.size(), kinds);
}

void tst_ErrorText::forbiddenNamesTheClock_whenItIsFarOff()
{
    Error e = error(Error::Kind::Forbidden);
    e.clockOffset = 17min + 20s;
    const core::ErrorText text = core::errorText(e, u"AWS"_s);
    QVERIFY2(text.what.contains(u"17 min 20 s behind"_s), qPrintable(text.what));
    QVERIFY(text.next.startsWith(u"Correct the clock"_s));
    e.clockOffset = -(17min + 20s);
    QVERIFY(core::errorText(e, u"AWS"_s).what.contains(u"17 min 20 s ahead"_s));
}

void tst_ErrorText::forbiddenNamesTheRight_whenTheClockIsFine()
{
    Error e = error(Error::Kind::Forbidden);
    e.clockOffset = 59s;
    QVERIFY(!core::errorText(e, u"AWS"_s).what.contains(u"clock"_s));
}

void tst_ErrorText::refusalsInsideAnswersAreToldInTheServersWords()
{
    using enum Error::Kind;
    for (const Error::Kind kind : { Forbidden, Server, Rejected, JobUpdating }) {
        Error e = error(kind);
        e.httpStatus = 200; // the answer came in order; it is the answer that refuses
        QString what = core::errorText(e, u"Aurora"_s).what;
        QVERIFY2(what.startsWith(u"Aurora "_s) && what.endsWith(u": the detail"_s), qPrintable(what));
        QVERIFY2(!what.contains(u"200"_s) && !what.contains(u"403"_s), qPrintable(what));
        e.detail.clear();
        what = core::errorText(e, u"Aurora"_s).what;
        QVERIFY2(what.endsWith(u": no reason given."_s), qPrintable(what));
    }
}

void tst_ErrorText::truncatedTellsHowMuchCame()
{
    Error e = error(Error::Kind::Truncated);
    e.received = qint64{ 88 } << 20;
    e.expected = qint64{ 208 } << 20;
    QCOMPARE(core::errorText(e, u"Mesos"_s).what, u"Mesos sent 88.0 MiB of 208.0 MiB and closed."_s);
    e.expected = 0;
    QCOMPARE(core::errorText(e, u"Mesos"_s).what, u"Mesos sent 88.0 MiB and closed before the end."_s);
}

void tst_ErrorText::webPageIsToldFromOtherNonsense()
{
    Error e = error(Error::Kind::NotJson);
    QVERIFY(!core::errorText(e, u"Mesos"_s).what.contains(u"web page"_s));
    e.detail = u"<!DOCTYPE html><title>Bad Gateway</title>"_s;
    e.httpStatus = 502;
    const core::ErrorText text = core::errorText(e, u"Mesos"_s);
    QCOMPARE(text.what, u"Mesos answered with a web page instead of JSON (502)."_s);
    QVERIFY(text.next.contains(u"10.130.96.12:5050"_s));
}

void tst_ErrorText::detailsHoldRequestStatusAndBody()
{
    Error e = error(Error::Kind::WrongShape);
    e.httpStatus = 200;
    e.path = u"slaves[3].id"_s;
    const QString details = core::errorDetails(e);
    for (const QString &part : { u"10.130.96.12:5050/state"_s, u"200"_s, u"slaves[3].id"_s, u"the detail"_s })
        QVERIFY2(details.contains(part), qPrintable(details));
}

QTEST_GUILESS_MAIN(tst_ErrorText)
#include "tst_errortext.moc"

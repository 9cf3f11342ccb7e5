// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/analysis/parameters.h"

#include <QTest>

using namespace Qt::StringLiterals;
using dag::Parameter;
using dag::ParameterSource;
using Parameters = QList<Parameter>;

namespace {

Parameter conf(const QString &name, const QString &value)
{
    return { name, value, ParameterSource::Conf };
}

Parameter xcom(const QString &name, const QString &value)
{
    return { name, value, ParameterSource::XCom };
}

dag::Run told(const Parameters &tonight, const QList<Parameters> &before)
{
    dag::Run run;
    run.parameters = tonight;
    dag::tellChanges(&run, before);
    return run;
}

} // namespace

/// Which parameters of a run are not as usual.
class tst_Parameters : public QObject
{
    Q_OBJECT
private slots:
    void tellsWhatDiffersFromTheRunBefore()
    {
        const dag::Run run = told({ xcom(u"version"_s, u"4.119"_s), conf(u"n"_s, u"120"_s) },
                                  { { xcom(u"version"_s, u"4.118"_s), conf(u"n"_s, u"120"_s) },
                                    { xcom(u"version"_s, u"4.118"_s), conf(u"n"_s, u"120"_s) } });
        QCOMPARE(run.parameters[0].before.value_or(u"as before"_s), u"4.118"_s);
        QVERIFY(!run.parameters[1].isChanged());
        QVERIFY(run.dropped.isEmpty());
    }

    void isQuietAboutWhatIsNewEveryNight()
    {
        const dag::Run run = told({ xcom(u"transaction"_s, u"c"_s) },
                                  { { xcom(u"transaction"_s, u"b"_s) }, { xcom(u"transaction"_s, u"a"_s) } });
        QVERIFY(!run.parameters[0].isChanged());
    }

    void tellsNewOnes_andThoseThatAreGone()
    {
        const dag::Run run
            = told({ conf(u"skip"_s, u"models"_s) }, { { conf(u"n"_s, u"120"_s) }, { conf(u"n"_s, u"120"_s) } });
        QVERIFY(run.parameters[0].isChanged() && run.parameters[0].before->isEmpty());
        QCOMPARE(run.dropped, Parameters{ conf(u"n"_s, u"120"_s) });
    }

    void takesNothingForGone_thatMayNotBeReadYet()
    {
        const dag::Run early = told({}, { { xcom(u"version"_s, u"4.118"_s) } });
        QVERIFY(early.dropped.isEmpty());
        const dag::Run unread = told({ xcom(u"version"_s, u"4.119"_s) }, { {}, {} });
        QVERIFY(!unread.parameters[0].isChanged());
    }

    void knowsNothingWithoutARunBefore()
    {
        QVERIFY(!told({ conf(u"n"_s, u"1"_s) }, {}).parameters[0].isChanged());
        // What was told of another night is forgotten.
        dag::Run run = told({ conf(u"n"_s, u"1"_s) }, { { conf(u"n"_s, u"2"_s), conf(u"m"_s, u"3"_s) } });
        QVERIFY(run.parameters[0].isChanged() && !run.dropped.isEmpty());
        dag::tellChanges(&run, { { conf(u"n"_s, u"1"_s) } });
        QVERIFY(!run.parameters[0].isChanged() && run.dropped.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_Parameters)
#include "tst_parameters.moc"

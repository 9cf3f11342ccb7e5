// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/stacksstore.h"

#include <QSaveFile>
#include <QtTest>

using namespace Qt::StringLiterals;
using config::StacksStore;

namespace {

QByteArray entry(const QByteArray &name, const QByteArray &master)
{
    return "  " + name + ": {mesos: {masters: ['" + master + "']}}\n";
}

QString masterOf(const StacksStore &store, const QString &name)
{
    const auto *found = store.stack(name);
    return found ? found->mesosMasters.value(0).authority() : QString();
}

} // namespace

class tst_StacksStore : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void followsTheFile();
    void followsAFileThatIsReplaced();
    void keepsAll_whenTheFileBreaks();
    void keepsAll_whenTheFileGoes();
    void keepsTheLastGoodOfAFaultyStack();
    void dropsAStack_thatWasTakenOut();
    void tells_whenThereIsNoFileYet_andTakesItWhenItComes();
    void staysQuiet_whenOnlyCommentsChange();

private:
    void write(const QByteArray &stacks, bool replaced = false);

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_path;
};

void tst_StacksStore::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_path = m_dir->filePath(u"stacks.yaml"_s);
}

void tst_StacksStore::write(const QByteArray &stacks, bool replaced)
{
    if (replaced) {
        QSaveFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("stacks:\n" + stacks);
        QVERIFY(file.commit());
        return;
    }
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("stacks:\n" + stacks);
}

void tst_StacksStore::followsTheFile()
{
    write(entry("dev", "a:1"));
    StacksStore store(m_path);
    QCOMPARE(masterOf(store, u"dev"_s), u"a:1"_s);
    QSignalSpy changes(&store, &StacksStore::stacksChanged);
    write(entry("dev", "b:1"));
    QTRY_COMPARE(masterOf(store, u"dev"_s), u"b:1"_s);
    QCOMPARE(changes.count(), 1);
}

void tst_StacksStore::followsAFileThatIsReplaced()
{
    write(entry("dev", "a:1"));
    StacksStore store(m_path);
    for (const QByteArray &master : { QByteArray("b:1"), QByteArray("c:1"), QByteArray("d:1") }) {
        write(entry("dev", master), true);
        QTRY_COMPARE(masterOf(store, u"dev"_s), QString::fromLatin1(master));
    }
}

void tst_StacksStore::keepsAll_whenTheFileBreaks()
{
    write(entry("dev", "a:1") + entry("prod", "p:1"));
    StacksStore store(m_path);
    QSignalSpy changes(&store, &StacksStore::stacksChanged);
    write("  dev: {mesos: {masters: [\n");
    QTRY_COMPARE(store.mistakes().size(), 1);
    QCOMPARE(store.stacks().size(), 2);
    QCOMPARE(changes.count(), 0);
    write(entry("dev", "a:2") + entry("prod", "p:1"));
    QTRY_VERIFY(store.mistakes().isEmpty());
    QCOMPARE(masterOf(store, u"dev"_s), u"a:2"_s);
}

void tst_StacksStore::keepsAll_whenTheFileGoes()
{
    write(entry("dev", "a:1"));
    StacksStore store(m_path);
    QVERIFY(QFile::remove(m_path));
    QTRY_COMPARE(store.mistakes().size(), 1);
    QCOMPARE(store.mistakes()[0].remedy, u"The stacks known before stay."_s);
    QCOMPARE(masterOf(store, u"dev"_s), u"a:1"_s);
    write(entry("dev", "b:1"));
    QTRY_COMPARE(masterOf(store, u"dev"_s), u"b:1"_s);
}

void tst_StacksStore::keepsTheLastGoodOfAFaultyStack()
{
    write(entry("dev", "a:1") + entry("prod", "p:1"));
    StacksStore store(m_path);
    write(entry("dev", "a:2") + entry("prod", "nowhere"));
    QTRY_COMPARE(masterOf(store, u"dev"_s), u"a:2"_s);
    QCOMPARE(masterOf(store, u"prod"_s), u"p:1"_s);
    QCOMPARE(store.mistakes().size(), 1);
    QCOMPARE(store.mistakes()[0].key, u"stacks.prod.mesos.masters[0]"_s);
}

void tst_StacksStore::dropsAStack_thatWasTakenOut()
{
    write(entry("dev", "a:1") + entry("prod", "p:1"));
    StacksStore store(m_path);
    write(entry("prod", "p:1"));
    QTRY_COMPARE(store.stacks().size(), 1);
    QVERIFY(store.stack(u"prod"_s));
}

void tst_StacksStore::tells_whenThereIsNoFileYet_andTakesItWhenItComes()
{
    StacksStore store(m_path);
    QVERIFY(store.stacks().isEmpty());
    QCOMPARE(store.mistakes().size(), 1);
    QVERIFY(store.mistakes()[0].remedy.contains(u"stacks.example.yaml"_s));
    write(entry("dev", "a:1"));
    QTRY_COMPARE(masterOf(store, u"dev"_s), u"a:1"_s);
    QVERIFY(store.mistakes().isEmpty());
}

void tst_StacksStore::staysQuiet_whenOnlyCommentsChange()
{
    write(entry("dev", "a:1"));
    StacksStore store(m_path);
    QSignalSpy changes(&store, &StacksStore::stacksChanged);
    write("# a word\n" + entry("dev", "a:1"));
    store.reload();
    QCOMPARE(changes.count(), 0);
}

QTEST_GUILESS_MAIN(tst_StacksStore)
#include "tst_stacksstore.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/stringpool.h"

#include <QTest>

#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

class tst_StringPool : public QObject
{
    Q_OBJECT

private slots:
    void equalTextsShareAnId_differentOnesDoNot();
    void emptyTextIsIdZero();
    void textsStayWhereTheyAre_whileThePoolGrows();
    void longAndBinaryTextsAreKept();
    void readersSeePublishedTexts_whileTheWriterAppends();
};

void tst_StringPool::equalTextsShareAnId_differentOnesDoNot()
{
    core::StringPool pool;
    std::map<std::string, uint32_t> model;
    std::mt19937 random(7); // NOLINT: the same texts each time
    for (int i = 0; i < 200'000; ++i) {
        const std::string text = "task-" + std::to_string(random() % 60'000);
        const core::TextId id = pool.intern(text);
        const auto [known, fresh] = model.emplace(text, id.value);
        QCOMPARE(known->second, id.value);
    }
    QCOMPARE(size_t{ pool.count() }, model.size() + 1);
    for (const auto &[text, id] : model) {
        QCOMPARE(pool.view({ id }), std::string_view(text));
        QCOMPARE(pool.find(text).value, id);
    }
    QVERIFY(pool.find("task-none").isEmpty());
}

void tst_StringPool::emptyTextIsIdZero()
{
    core::StringPool pool;
    QVERIFY(pool.intern("").isEmpty());
    QCOMPARE(pool.view({}), std::string_view());
    QCOMPARE(pool.count(), 1u);
}

void tst_StringPool::textsStayWhereTheyAre_whileThePoolGrows()
{
    core::StringPool pool;
    const core::TextId first = pool.intern("the first");
    const char *const place = pool.view(first).data();
    for (int i = 0; i < 100'000; ++i)
        pool.intern("filler " + std::to_string(i));
    QCOMPARE(static_cast<const void *>(pool.view(first).data()), static_cast<const void *>(place));
}

void tst_StringPool::longAndBinaryTextsAreKept()
{
    core::StringPool pool;
    const std::string large(3 << 20, 'x');
    const std::string binary("a\0b\xff", 4);
    const core::TextId largeId = pool.intern(large);
    const core::TextId binaryId = pool.intern(binary);
    QCOMPARE(pool.view(largeId), std::string_view(large));
    QCOMPARE(pool.view(binaryId), std::string_view(binary));
    QVERIFY(pool.byteSize() > large.size());
}

void tst_StringPool::readersSeePublishedTexts_whileTheWriterAppends()
{
    core::StringPool pool;
    std::atomic<uint32_t> published{ 0 };
    bool right = true;
    std::thread reader([&] {
        for (uint32_t last = 0; last < 50'000; last = published.load()) {
            if (last > 0)
                right = right && pool.view({ last }) == "text " + std::to_string(last);
        }
    });
    for (uint32_t i = 1; i <= 50'000; ++i)
        published.store(pool.intern("text " + std::to_string(i)).value);
    reader.join();
    QVERIFY(right);
}

QTEST_GUILESS_MAIN(tst_StringPool)
#include "tst_stringpool.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
// The yardstick of `comporta-bench start`: the least that a Qt program with a table on the screen costs. Says
// `CPU WALL RESIDENT` (ms, ms, bytes) as soon as it is painted.
#include <QApplication>
#include <QFile>
#include <QMainWindow>
#include <QStandardItemModel>
#include <QTableView>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

double milliseconds(clockid_t clock)
{
    timespec t{};
    clock_gettime(clock, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

long long residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

class Viewport final : public QTableView
{
public:
    explicit Viewport(double born)
        : m_born(born)
    {
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QTableView::paintEvent(event);
        QMetaObject::invokeMethod(this, &Viewport::tell, Qt::QueuedConnection);
    }

private:
    void tell() const
    {
        std::printf("%.3f %.3f %lld\n", milliseconds(CLOCK_PROCESS_CPUTIME_ID), milliseconds(CLOCK_MONOTONIC) - m_born,
                    residentBytes());
        std::fflush(stdout);
        QCoreApplication::quit();
    }

    double m_born;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    constexpr int rows = 33;
    constexpr int columns = 12;
    QStandardItemModel model(rows, columns);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column)
            model.setItem(row, column, new QStandardItem(u"cell %1.%2"_s.arg(row).arg(column)));
    }
    const QStringList words = QCoreApplication::arguments();
    QMainWindow window;
    auto *table = new Viewport(words.value(words.indexOf(u"--born"_s) + 1).toDouble());
    table->setModel(&model);
    window.setCentralWidget(table);
    window.resize(1600, 1000);
    window.show();
    return QApplication::exec();
}

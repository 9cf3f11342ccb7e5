// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"
#include "tests/bench/subcommands.h"
#include "tests/support/layeredgraph.h"
#include "tests/support/layoutchecks.h"
#include "tests/support/nights.h"
#include "ui/dag/graphview.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

/// A third is done, the next stage runs, one node failed.
std::shared_ptr<dag::Night> nightOf(const dag::GraphPtr &graph)
{
    const std::shared_ptr<dag::Night> night = test::nightOf(graph);
    for (size_t i = 0; i < night->nodes.size() / 3; ++i)
        test::done(night->nodes[i], test::midnight, test::midnight + test::minutes(20));
    for (size_t i = night->nodes.size() / 3; i < night->nodes.size() / 3 + 60; ++i)
        test::running(night->nodes[i], test::midnight + test::minutes(20));
    test::failed(night->nodes[night->nodes.size() / 3], test::midnight, test::midnight + test::minutes(30));
    return night;
}

ui::NightViewPtr viewOf(const dag::NightPtr &night, const ui::NightView *before)
{
    auto view = std::make_shared<ui::NightView>();
    view->night = night;
    if (before) { // emphasis as it was: states alone have changed
        view->structure = before->structure;
        view->failures = before->failures;
        view->isInCascade = before->isInCascade;
        view->isCritical = before->isCritical;
        view->forecast = before->forecast;
        return view;
    }
    view->structure = std::make_shared<const dag::Structure>(*night->graph);
    view->failures = dag::failuresOf(*night, *view->structure);
    view->isInCascade.assign(night->nodes.size(), 0);
    for (const dag::Failure &failure : view->failures) {
        for (const dag::NodeIndex node : failure.cascade)
            view->isInCascade[static_cast<size_t>(node)] = 1;
    }
    view->isCritical.assign(night->nodes.size(), 0);
    dag::Forecast forecast;
    forecast.nodes.resize(night->nodes.size());
    view->forecast = std::make_shared<const dag::Forecast>(std::move(forecast));
    return view;
}

/// The longest of the frames that `step` brings about, painted at once, in CPU time of this thread.
double longestFrame(ui::GraphView &view, int frames, const std::function<void(int)> &step)
{
    double longest = 0;
    for (int frame = 0; frame < frames; ++frame) {
        const Milliseconds before = threadCpu();
        step(frame);
        QApplication::sendPostedEvents();
        view.viewport()->repaint();
        longest = std::max(longest, (threadCpu() - before).count());
    }
    return longest;
}

} // namespace

/// Frames of the graph while it is panned and zoomed, and of states that change (goal P18).
Rows dagView(const Arguments &arguments)
{
    const int pans = arguments.number(u"pan"_s, 200);
    ui::Theme::install(qobject_cast<QApplication *>(qApp));
    const dag::GraphPtr graph = test::layeredGraph(test::graph3000, 1);
    core::ManualClock clock(test::midnight + test::hours(1));
    ui::GraphView view(clock);
    view.resize(1600, 900);
    view.show();
    dag::LayoutInput input = test::layoutInput(graph);
    input.sizes = ui::GraphView::sizesOf(*graph);
    view.setLayout(std::make_shared<const dag::Layout>(dag::layOut(input)));
    std::shared_ptr<dag::Night> night = nightOf(graph);
    ui::NightViewPtr shown = viewOf(night, nullptr);
    view.setView(shown);
    QApplication::processEvents();

    const QPointF middle = QRectF(view.viewport()->rect()).center();
    Rows rows;
    for (const double zoom : { 0.15, 0.4, 1.0 }) {
        view.setZoom(zoom, middle);
        QApplication::processEvents(); // scroll bars take their room
        view.viewport()->repaint();
        const QString what = u"3000 nodes at %1 %, "_s.arg(qRound(zoom * 100));
        const double pan = longestFrame(view, pans, [&](int frame) {
            QScrollBar *bar = frame % 2 == 0 ? view.horizontalScrollBar() : view.verticalScrollBar();
            bar->setValue(bar->value() + (frame / 40 % 2 == 0 ? 31 : -29));
        });
        rows.push_back(bounded(u"P18"_s, what + u"longest of %1 pans"_s.arg(pans), pan, u"ms CPU"_s, 16));
        const double zooming = longestFrame(
            view, 24, [&](int frame) { view.setZoom(view.zoom() * (frame % 2 == 0 ? 1.04 : 1 / 1.04), middle); });
        rows.push_back(bounded(u"P18"_s, what + u"longest of 24 zooms"_s, zooming, u"ms CPU"_s, 16));
        size_t next = night->nodes.size() / 2;
        const double recolour = longestFrame(view, 20, [&](int) {
            auto changed = std::make_shared<dag::Night>(*night);
            for (size_t i = 0; i < changed->nodes.size() / 100; ++i)
                test::running(changed->nodes[next++ % changed->nodes.size()], test::midnight + test::minutes(40));
            night = changed;
            shown = viewOf(night, shown.get());
            view.setView(shown);
        });
        rows.push_back(bounded(u"P18"_s, what + u"1 % of states changed"_s, recolour, u"ms CPU"_s, 4));
    }
    return rows;
}

} // namespace bench

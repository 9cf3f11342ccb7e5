// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dag/nightscope.h"
#include "ui/dag/nodelook.h"

#include <QAbstractScrollArea>
#include <QPixmap>

#include <optional>

namespace ui {

inline constexpr double namesFrom = 0.6; ///< zoom; below glyphs stand alone

/// The graph of a night (mock-up 09): zoom, pan, minimap, walking along edges by key. What is drawn is kept in a
/// canvas: a changed state repaints one box, panning only what comes in. Zoom, place, folds and the current node
/// survive each refresh. At first all of it is shown where names can be read then; else its active part: what failed or
/// runs, with its neighbours, as much as goes in, and the minimap has the rest. GUI thread.
///
/// Keys: arrows walk (left and right along edges, up and down in the column), F or Home goes to the first failure, full
/// stop and comma to the next and the one before, P shows the critical path or all again, L the log, + and - zoom, 0 is
/// life size, A shows all or again the active part, G folds the group, Shift with arrows pans, Enter opens, Space
/// inspects.
class GraphView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit GraphView(const core::Clock &clock, QWidget *parent = nullptr);
    ~GraphView() override;

    static std::vector<QSizeF> sizesOf(const dag::Graph &graph); ///< as wide as names and details are

    void setLayout(dag::LayoutPtr layout);
    void setView(NightViewPtr view);
    void setScope(GraphScope scope);
    /// A flag a node: the others are dim. Empty: all match.
    void setMatches(std::vector<char> matches);
    void setCurrent(const QByteArray &node); ///< id; not known: none
    QByteArray current() const;
    void ensureVisible(const QByteArray &node);

    double zoom() const { return m_zoom; }
    void setZoom(double zoom, QPointF anchor); ///< `anchor` in the viewport stays where it is
    void fit(); ///< all of it; once more: its active part
    QRectF boxOf(const QByteArray &node) const; ///< in the viewport; empty: not shown

    bool exportSvg(const QString &path, QString *error) const;
    bool exportPdf(const QString &path, QString *error) const;

    QByteArray savePlace() const;
    void restorePlace(const QByteArray &place);

signals:
    void currentChanged(const QByteArray &node);
    void opened(const QByteArray &node);
    void inspectRequested();
    void logRequested();
    void scopeRequested(ui::GraphScope scope);
    void menuRequested(const QByteArray &node, const QPoint &globalPos);
    void foldRequested(const QString &group, bool folded);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    enum class EdgeKind { Plain, Cascade, Critical, Related };
    QTransform toViewport() const;
    QRectF onScreen(const QRectF &box) const;
    Detail detail() const;
    void redraw(); ///< the whole canvas, with the next paint
    void drawAll(QPainter *painter, const QRectF &area) const; ///< in viewport pixels
    void drawEdges(QPainter *painter, const QRectF &area) const;
    void drawGroups(QPainter *painter, const QRectF &area) const;
    void drawBox(QPainter *painter, size_t box) const;
    void repaintBox(size_t box);
    EdgeKind kindOf(const dag::LaidEdge &edge) const;
    bool isInScope(size_t box) const;
    bool isDim(size_t box) const;
    void remakeLooks();
    void relate();
    void updateScrollBars();
    void placeAgain();
    void showRect(const QRectF &part, double zoom); ///< of the picture, in the middle
    double wholeZoom() const; ///< at which all goes in
    QRectF activePart(QSizeF window) const; ///< empty: nothing is active
    void scrollTo(QPointF place); ///< of the picture, shown at the viewport's top left
    int boxAt(QPoint viewportPoint) const; ///< -1: none
    QString groupAt(QPoint viewportPoint) const; ///< whose head is there
    void makeCurrent(int box);
    void walk(int key);
    void goToFailure(int step); ///< 0: the first; else so many further, round and round
    void announce();
    QRect minimapRect() const;
    void paintMinimap(QPainter *painter);
    void renderTo(QPainter *painter) const;

    const core::Clock &m_clock;
    dag::LayoutPtr m_layout;
    NightViewPtr m_view;
    std::vector<NodeLook> m_looks; ///< of each box
    std::vector<char> m_matches;
    std::vector<char> m_related; ///< a flag a node: before or behind the current one
    std::vector<char> m_inScope; ///< a flag a node
    GraphScope m_scope = GraphScope::All;
    QByteArray m_currentId;
    int m_current = -1; ///< box
    double m_zoom = 1;
    enum class Place : quint8 {
        Own, ///< where the user went
        Active,
        Whole
    };
    Place m_place = Place::Active; ///< follows the size of the viewport unless it is the user's own
    QPointF m_origin; ///< place of the picture at the viewport's top left
    QPixmap m_canvas;
    bool m_canvasIsOld = true;
    QPixmap m_minimap;
    std::optional<QPoint> m_dragFrom;
    QPointF m_dragOrigin;
    bool m_dragsMinimap = false;
    bool m_ignoreScrollBars = false;
    QByteArray m_wishedPlace;
};

} // namespace ui

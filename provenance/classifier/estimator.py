"""The scikit-learn classifier: calibrated, linear, explainable feature by feature."""

from __future__ import annotations

import warnings

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, KFold
from sklearn.preprocessing import LabelEncoder
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data


class SourcingClassifier(ClassifierMixin, BaseEstimator):
    """Multinomial logistic regression with its confidence calibrated on articles it did not see.

    The temperature that calibrates (Guo et al. 2017, "On Calibration of Modern Neural Networks") is
    fitted to predictions made by cross-fitting: each fold of articles is predicted by a model
    trained on the others.

    Parameters
    ----------
    C : float, default=0.3
        Inverse strength of the L2 penalty.
    class_weight : dict, "balanced" or None, default=None
    calibration_folds : int, default=4
        Folds for cross-fitting; 0 leaves the probabilities as the regression gives them.
    max_iter : int, default=1000
    tol : float, default=1e-3
    random_state : int or None, default=0
        Seeds the folds when no groups are given.

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
    coef_ : ndarray of shape (n_classes, n_features)
    intercept_ : ndarray of shape (n_classes,)
    temperature_ : float
        What the logits are divided by.
    n_iter_ : int
        Iterations of the solver.

    Examples
    --------
    >>> import numpy as np
    >>> X, y = np.array([[0.0], [1.0]] * 10), ["vague", "named"] * 10
    >>> SourcingClassifier().fit(X, y).predict([[1.0]])
    array(['named'], dtype='<U5')
    """

    def __init__(
        self,
        C: float = 0.3,
        class_weight: dict | str | None = None,
        calibration_folds: int = 4,
        max_iter: int = 1000,
        tol: float = 1e-3,
        random_state: int | None = 0,
    ):
        self.C = C
        self.class_weight = class_weight
        self.calibration_folds = calibration_folds
        self.max_iter = max_iter
        self.tol = tol
        self.random_state = random_state

    def fit(self, X, y, groups=None) -> SourcingClassifier:
        """Fit the regression, then its temperature.

        Parameters
        ----------
        X : array-like or sparse matrix of shape (n_samples, n_features)
        y : array-like of shape (n_samples,)
        groups : array-like of shape (n_samples,), optional
            The article of each sentence. Without it, sentences of one article may stand on both
            sides of a fold and the calibration comes out too trusting.
        """
        X, y = validate_data(self, X, y, accept_sparse="csr", dtype=np.float64)
        check_classification_targets(y)
        encoder = LabelEncoder().fit(y)
        self.classes_ = encoder.classes_
        if len(self.classes_) < 2:
            raise ValueError(
                f"y holds one class, {self.classes_[0]!r}; the classifier needs two or more"
            )
        codes = encoder.transform(y)
        self.temperature_ = self._temperature(X, codes, groups)
        fitted = self._regression().fit(X, codes)
        self.coef_, self.intercept_ = _full(fitted, len(self.classes_))
        self.n_iter_ = int(fitted.n_iter_.max())
        return self

    def decision_function(self, X) -> np.ndarray:
        """Return calibrated logits, shape (n_samples, n_classes); (n_samples,) for two classes."""
        check_is_fitted(self)
        logits = self._logits(X)
        return logits[:, 1] - logits[:, 0] if len(self.classes_) == 2 else logits

    def predict_proba(self, X) -> np.ndarray:
        """Return calibrated probabilities, shape (n_samples, n_classes)."""
        check_is_fitted(self)
        return softmax(self._logits(X), axis=1)

    def predict(self, X) -> np.ndarray:
        """Return the most probable class of each sample."""
        check_is_fitted(self)
        return self.classes_[self._logits(X).argmax(axis=1)]

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags

    def _logits(self, X) -> np.ndarray:
        X = validate_data(self, X, accept_sparse="csr", dtype=np.float64, reset=False)
        return (np.asarray(X @ self.coef_.T) + self.intercept_) / self.temperature_

    def _regression(self) -> LogisticRegression:
        return LogisticRegression(
            C=self.C, class_weight=self.class_weight, max_iter=self.max_iter, tol=self.tol
        )

    def _temperature(self, X, codes: np.ndarray, groups) -> float:
        folds = self._folds(codes, groups)
        if not folds:
            return 1.0
        n_classes = len(self.classes_)
        logits = np.zeros((len(codes), n_classes))
        used = np.zeros(len(codes), dtype=bool)
        for train, test in folds:
            present = np.unique(codes[train])
            if len(present) < n_classes:
                continue
            coef, intercept = _full(self._regression().fit(X[train], codes[train]), n_classes)
            logits[test] = np.asarray(X[test] @ coef.T) + intercept
            used[test] = True
        if not used.any():
            _warn_uncalibrated("no fold of articles holds every class", stacklevel=4)
            return 1.0

        def loss(log_temperature: float) -> float:
            scaled = log_softmax(logits[used] / np.exp(log_temperature), axis=1)
            return -scaled[np.arange(used.sum()), codes[used]].mean()

        return float(np.exp(minimize_scalar(loss, bounds=(-2.0, 2.0), method="bounded").x))

    def _folds(self, codes: np.ndarray, groups) -> list:
        n_groups = len(codes) if groups is None else len(set(groups))
        n_splits = min(self.calibration_folds, n_groups)
        if self.calibration_folds < 2:
            return []
        if n_splits < 2 or np.bincount(codes).min() < n_splits:
            _warn_uncalibrated(
                f"the rarest class has fewer than {self.calibration_folds} samples, or the samples "
                "stand in too few groups",
                stacklevel=5,
            )
            return []
        if groups is None:
            splitter = KFold(n_splits, shuffle=True, random_state=self.random_state)
        else:
            splitter = GroupKFold(n_splits)
        return list(splitter.split(codes.reshape(-1, 1), codes, groups))


def _warn_uncalibrated(reason: str, stacklevel: int) -> None:
    warnings.warn(
        f"the probabilities are not calibrated: {reason}", UserWarning, stacklevel=stacklevel
    )


def _full(fitted: LogisticRegression, n_classes: int) -> tuple[np.ndarray, np.ndarray]:
    """Coefficients with a row a class, also where the regression keeps one row for two."""
    if n_classes == 2:
        zeros = np.zeros_like(fitted.coef_)
        return np.vstack([zeros, fitted.coef_]), np.array([0.0, fitted.intercept_[0]])
    return fitted.coef_, fitted.intercept_
